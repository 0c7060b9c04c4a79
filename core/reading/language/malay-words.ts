// Words that tell Malay from Indonesian in formal text, which the corpus has little of, and those that both have: without the latter the
// model would take for Indonesian whatever it knows from Indonesian messages alone.

/** In both languages, spelt alike. Shown to the model mostly as Malay: what nothing else tells apart is read as Malay (domain rules §5.3). */
export const SHARED = `deh rupiah mau cek pengacara turun skor tanpa balas waspada tetap tenang kanak pembelian pesawat tol ujian nilai cukup rupanya tapi cuma lewat makan sakit pakai kalau saja sementara
  dewan motor kuliah siswa pembayaran suara diberikan disebut selama   tertahan hadiah   warga sedangkan berbagai berbagi tur panggung nyata langsung rapat
  cabang desa toko hamil merasa merupakan bahkan biasanya yakni sebelumnya selanjutnya terutama terkait sekaligus kekerasan kejahatan kepolisian kunci makam tumbuh pesan kabar kaca kamar kamu
   serikat tas koran seniman perlombaan lomba kebutuhan produksi konstitusi juru detik selain diantaranya dikirim bonus reformasi
  bekas dasar jatuh pulih terbang lapangan pelanggaran emas artis bandar gangguan kamera foto pameran statistik gas asli undian gabungan cadangan denda pasaran pilihan emak ribut lebat sekitar
  berlaku sepanjang tambahan utama bumi umur nasi hakim novel majalah siaran penonton remaja meninggal tekanan hubungan agensi generasi sejarah budaya warisan hotel bus
  yang dan di ke dari dengan untuk pada adalah ini itu saya anda dia mereka kami kita tidak bukan belum akan sedang masih sudah telah ada juga hanya lebih sangat
  paling semua setiap beberapa banyak sedikit antara dalam luar atas bawah depan belakang sebelum sesudah setelah ketika sejak sampai hingga oleh sebagai seperti tentang terhadap atau tetapi
  namun jika maka agar supaya sebab para pihak orang negara dunia kota daerah wilayah kepala menteri presiden perdana anggota  hukum  tahun bulan minggu hari jam  pagi siang malam
  pertama kedua ketiga terakhir baru lama besar kecil tinggi rendah baik buruk penting utama umum khusus sama lain  bersama sendiri melakukan menjadi memberi memberikan mendapat membuat
  mengatakan berkata kata menurut melihat mengambil membawa membantu membayar membeli menjual menerima mengirim menggunakan mencapai mencari menemukan mengikuti meninggalkan menunggu meminta memilih
  memulai mulai berhenti terjadi terus kembali datang pergi pulang tinggal hidup mati lahir bekerja kerja usaha masalah cara hal bagian tempat rumah jalan laut air tanah api udara gunung pulau
  pantai hutan makanan minuman pakaian buku surat berita gambar film musik lagu permainan pemain tim pertandingan gol kalah menang juara perang senjata tentara pasukan serangan serang korban luka
   bencana gempa tsunami banjir kebakaran hujan angin panas dingin penyakit  keluarga anak ibu ayah suami istri lelaki perempuan wanita teman nama alamat umur  harga biaya
  pasar ekonomi perdagangan  bank investasi keuntungan kerugian hutang pinjaman  gaji dana sejarah budaya agama pendidikan sekolah guru murid mahasiswa ilmu teknologi penelitian
  hasil data informasi laporan rencana program sistem proses langkah keputusan tujuan tanggapan pendapat harapan kepercayaan kekuatan kekuasaan kebebasan keamanan kesehatan kesempatan perubahan
  perkembangan peningkatan penurunan pemilihan pertemuan pembicaraan perjanjian  dukungan bantuan tekanan ancaman tindakan kegiatan acara upacara seorang sebuah suatu satu dua tiga empat lima enam
  tujuh sembilan sepuluh ratus ribu juta dapat harus perlu ingin suka tahu percaya ingat lupa cinta takut marah senang sedih benar salah mudah sulit cepat lambat jauh dekat mahal murah penuh kosong
  saat masa waktu dulu nanti sekarang kemudian lalu lagi pula pun sini sana situ mana apa siapa kenapa bagaimana berapa  selamat terima kasih tolong maaf hati tangan kaki mata kepala`;

/** Malay alone, or spelt so in Malay alone. */
export const MALAY_FORMAL = `kerajaan syarikat dasar peguam tertuduh suspek disyaki pengarah menteri luar mengetahui saintis kawasan penduduk berjumpa menuntut saham jatuh berjaya pulih keadaan keadaannya
  menolak permohonan seri berwaspada bertenang taman tadika beribu-ribu beratus-ratus berjuta-juta berpuluh beberapa bertahun-tahun mempunyai dimiliki pemilikan memerlukan diperlukan keperluan manakala
  sebaliknya mahupun serta sehingga sila mempelajari bercakap perbualan mencuba cubalah pelbagai berkongsi pelanggan pengguna produk pengeluaran kilang industri eksport import jualan belian kenderaan
  petrol minyak kapal terbang penerbangan lapangan stesen keretapi lebuh raya kemalangan pelanggaran polis balai pendakwa pendakwaan suruhanjaya rasuah penyiasat rumah tangga perkahwinan berkahwin
  perceraian bercerai mengandung bersalin bayi warga emas belia remaja pensyarah naib canselor kampus biasiswa peperiksaan markah johan kejohanan bola sepak jurulatih penjaga gol penyerang pemain tengah
  kecederaan kelab penyokong stadium pertandingan pingat atlet sukan gimnastik renang perlumbaan artis pelukis penulis novel penerbit majalah siaran juruhebah penonton pawagam pemuzik konsert album
  jelajah pentas pereka fesyen gaun kemeja seluar skirt jaket selesa benar sungguh amat agak segera terus nanti tadi rupa-rupanya mungkin barangkali sepertinya sebenarnya malah apatah padahal
  melalui jadual mesyuarat cawangan daerah mukim menteri besar gabenor datuk bandar penghulu yang dipertua dun kkm kpm kementerian jabatan agensi sprm pdrm bernilai sebanyak sejumlah berbanding
  pertumbuhan restoran kedai pasar raya pesakit jururawat farmasi vaksin wabak pandemik kecemasan kesihatan psikologi tekanan keganasan gangguan seksual bunuh maut meninggal jenazah kubur
  ia petang semalam esok lusa bermula memulakan hadapan depan berasa guna memakai dipakai macam begitu begini bersama-sama seorang diri jumpa berbual televisyen kamera gambar foto telefon bimbit
  akademi budaya kesusasteraan sejarah sejarawan warisan muzium pameran pelancong pelancongan hotel tempahan penginapan bilik kolam renang cuti bercuti percutian penumpang pemandu teksi bas lori
  penganalisis penganalisa laporan statistik peratusan anggaran unjuran jangkaan kadar faedah hartanah pemaju rumah mampu milik sewaan bil elektrik bekalan loji tenaga nuklear gas asli karbon iklim
  kongres senat wakil rakyat undian pengundi referendum kerusi majoriti minoriti gabungan persekutuan republik demokrat konservatif buruh sosialis liberal merkel putin menyokong menentang mengkritik mengutuk
  memuji menggesa mendesak menyeru merayu mencadangkan dicadangkan cadangan menyiasat menahan menangkap tangkapan dibebaskan didakwa dihukum hukuman penjara denda sebatan gantung bicara perbicaraan
  ialah bahawa kerana daripada kepada beliau boleh mahu hendak sahaja selepas semasa manakala walaupun walau bagaimanapun sekiranya sesetengah terdapat kini ramai turut
  iaitu malah lazimnya syarikat kerajaan pejabat pegawai ketua setiausaha ahli majlis parlimen mahkamah hakim peguam polis penjenayah jenayah tahanan ditahan siasatan disiasat mangsa kemalangan kereta
  basikal lapangan terbang kapal terbang hospital doktor ubat pesakit universiti pelajar sekolah guru besar tahun lepas minggu lepas bulan lepas esok semalam petang tengah hari pukul minit saat
  januari februari mac april mei jun julai ogos september oktober november disember isnin selasa rabu khamis jumaat sabtu ahad lapan wang ringgit duit akaun cukai bayaran hutang pelaburan pelabur
  perniagaan peniaga pasaran ekonomi kewangan bajet peratus berbilion berjuta pilihan raya pengundi undi calon parti pembangkang perlembagaan undang-undang dasar perjanjian rundingan mesyuarat
  persidangan perdana menteri timbalan presiden jurucakap wartawan akhbar kenyataan memberitahu menyatakan menegaskan berkata katanya mendakwa menuduh menafikan mengesahkan mengumumkan
  melancarkan menyertai mengadakan menghadiri menghantar menggunakan memerlukan mempunyai membolehkan memastikan meneruskan menyebabkan perlawanan pasukan jurulatih pemain jaringan gol kejohanan liga
  pusingan separuh masa kedua penyokong peminat pelakon pengarah filem lagu penyanyi rancangan televisyen laman web talian telefon mesej nombor pautan bandar kampung negeri jiran budak lelaki
  wanita kanak-kanak bapa emak isteri suami saudara kawan tempat duduk bilik pintu tingkap dapur tandas baju kasut beg cermin lampu api bomba letupan tembakan senjata askar tentera laut udara
  gempa bumi taufan ribut hujan lebat banjir kilat suhu cuaca persekitaran alam sekitar kajian penyelidik penyelidikan saintis hasil dapatan kaedah teknologi sistem komputer bekas baharu
  tersebut berkenaan mengenai terhadap tentang supaya agar bagi pihak oleh dianggap dijangka dilaporkan ditemui diberi dibawa dibuat dihantar dipanggil didapati berlaku berada berasa bermula berakhir
  beratus beribu seluruh setiap seorang sebuah sebarang sekali gus sepanjang sehingga hingga sejak seterusnya sebelum ini akhirnya antaranya khususnya terutamanya sebaliknya tambahan pula
  kelihatan kedengaran kebimbangan keresahan kehilangan kemenangan kekalahan kejayaan keputusan perubahan pembangunan perkhidmatan pengguna pekerja majikan gaji elaun kesatuan mogok tunjuk perasaan`;

/** Indonesian alone, or spelt so in Indonesian alone. */
export const INDONESIAN_FORMAL = `pria wanitanya tidaknya nomornya kantornya uangnya mobilnya bahwasanya resminya perusahaan kebijakan pemerintah pengacara terdakwa tersangka dugaan diduga sutradara menteri luar negeri mengetahui ilmuwan wilayah warga warganya bertemu menuntut saham turun
  berhasil membaik kondisi kondisinya menolak permohonan skor imbang tanpa balas waspada tetap tenang taman kanak ribuan ratusan jutaan puluhan beberapa bertahun-tahun memiliki dimiliki kepemilikan
  membutuhkan dibutuhkan kebutuhan sedangkan daripada melainkan maupun serta hingga silakan mempelajari berbicara bicara pembicaraan mencoba cobalah berbagai berbagi pelanggan konsumen produk produksi
  pabrik industri ekspor impor penjualan pembelian kendaraan bensin pesawat penerbangan bandara stasiun kereta api jalan tol kecelakaan tabrakan kepolisian kapolres polda kejaksaan jaksa komisi korupsi
  koruptor penyelidik rumah tangga pernikahan menikah perceraian bercerai hamil melahirkan bayi lansia pemuda remaja mahasiswi dosen rektor kampus beasiswa ujian nilai juara kejuaraan sepak bola pelatih
  kiper penyerang gelandang cedera cidera klub suporter stadion turnamen medali atlet olahraga senam renang lomba perlombaan hadiahnya seniman pelukis penulis novel penerbit majalah tabloid siaran
  penyiar pemirsa penonton bioskop musisi konser album tur panggung desainer mode gaun kaus celana rok jaket kemeja nyaman nyata sungguh sangatlah amat cukup lumayan segera langsung nantinya
  tadinya rupanya ternyata mungkin barangkali sepertinya kayaknya sebetulnya sebenarnya justru malahan apalagi padahal walau tapi cuma doang lewat melewati terlewat jadwal rapat kantor cabang
  kecamatan desa rt rw bupati gubernur walikota camat lurah presiden wapres dpr mpr kpk bpk tni polri asn pns wib wita wit senilai sebesar sebanyak sejumlah dibandingkan ketimbang tumbuh pertumbuhan
  rumah makan warung toko swalayan pasien perawat apotek vaksin wabah pandemi rumah sakit darurat kesehatan psikologis tekanan kekerasan pelecehan seksual bunuh diri tewas meninggal jenazah makam
  ia ialah beliau usai sore kemarin besok lusa nanti siang mulai memulai bulan depan tahun depan merasa pakai memakai dipakai kalau kayak begitu begini seperti itu bareng sendirian ketemu ngobrol
  bahwa karena bisa mau kepada dari saja setelah saat sementara meskipun walaupun namun jika sehingga sebagian merupakan terdapat kini banyak turut yaitu yakni bahkan biasanya
  perusahaan pemerintah kantor petugas pejabat ketua sekretaris anggota dewan parlemen pengadilan hakim pengacara polisi penjahat kejahatan kriminal tahanan ditahan penyelidikan penyidik korban kecelakaan
  mobil sepeda motor bandara pesawat rumah sakit dokter obat pasien universitas mahasiswa kuliah siswa tahun lalu minggu lalu bulan lalu besok kemarin sore siang pukul jam menit detik
  januari februari maret april mei juni juli agustus september oktober november desember senin selasa rabu kamis jumat sabtu minggu delapan uang rupiah rekening pajak pembayaran utang investasi investor
  bisnis pengusaha pasar ekonomi keuangan anggaran persen miliar triliun jutaan pemilu pemilihan pemilih suara calon partai oposisi konstitusi undang-undang kebijakan perjanjian perundingan rapat
  konferensi perdana menteri wakil presiden juru bicara wartawan koran surat kabar pernyataan memberi tahu menyatakan menegaskan ujar ucap katanya mengklaim menuduh membantah mengonfirmasi mengumumkan
  meluncurkan mengikuti mengadakan menghadiri mengirim menggunakan membutuhkan memiliki memungkinkan memastikan melanjutkan menyebabkan pertandingan tim pelatih pemain kejuaraan liga putaran babak
  pendukung penggemar aktor sutradara film lagu penyanyi acara televisi situs web telepon pesan nomor tautan kota desa kampung provinsi kabupaten kecamatan kelurahan tetangga anak laki-laki
  perempuan bapak ibu istri suami saudara teman kursi kamar pintu jendela dapur toilet baju sepatu tas kaca lampu kebakaran ledakan tembakan senjata tentara angkatan laut udara
  gempa bumi topan badai hujan deras banjir kilat suhu cuaca lingkungan penelitian peneliti ilmuwan hasil temuan metode teknologi sistem komputer mantan baru
  tersebut terkait mengenai terhadap tentang supaya agar bagi pihak oleh dianggap diperkirakan dilaporkan ditemukan diberikan dibawa dibuat dikirim disebut terjadi berada merasa dimulai berakhir
  ratusan ribuan seluruh setiap seorang sebuah sekaligus selama sampai sejak selanjutnya sebelumnya akhirnya diantaranya khususnya terutama sebaliknya selain itu
  terlihat terdengar kekhawatiran keresahan kehilangan kemenangan kekalahan keberhasilan keputusan perubahan pembangunan layanan pengguna karyawan pekerja majikan gaji tunjangan serikat mogok demonstrasi
  mereka kalian kamu anda kami butuh ingin coba kerja bekerja pulang kapan bagaimana cara melapor lapor laporkan tertahan bea cukai mendapatkan hadiah cair cepat diblokir dibobol terblokir`;

/** Words of Malay that Indonesian does not have, or spells otherwise; they settle which of the two a text is. */
export const MALAY_ONLY = `boleh nak hendak mahu awak kau duit wang ringgit akaun nombor pautan hantar sila encik puan mak abah kereta telefon mesej polis pegawai mangsa kerajaan syarikat bahawa
  beliau ialah semasa selepas daripada kerana baharu sahaja je jer tak dah kena tengok cakap pejabat percuma bungkusan tahniah kemaskini sahkan ahli lapan ogos mac jun julai disember
  ahad isnin selasa khamis jumaat kad resit bil cukai saman waran mahkamah ejen tempahan sertai filem akhbar laman bekas basikal hospital pukul tentera parti persidangan takkan walaupun
  ramai sesetengah terdapat kini persekutuan pelabur universiti sukan`;

/** The other way round. */
export const INDONESIAN_ONLY = `bisa uang rekening nomor tautan silakan mohon bapak petugas nggak gak enggak ga udah gue gua banget dong sih deh nih kok aja kayak gimana gitu kapan kemarin besok butuh mobil kantor
  kuota pemerintah perusahaan provinsi kabupaten pinjol pulsa rupiah polisi korban karena telepon bahwa mau gratis jakarta jokowi rp agustus maret desember juli jumat rabu kamis senin kalian cek halo`;

const listOf = (words: string): string[] => words.split(/\s+/);
const difference = (own: string, others: string): ReadonlySet<string> => {
  const shared = new Set(listOf(others));
  return new Set(listOf(own).filter((word) => word.length > 1 && !shared.has(word)));
};

/** What settles which of the two a text is in. */
export const ONLY_MALAY = difference(`${MALAY_ONLY} ${MALAY_FORMAL}`, `${INDONESIAN_ONLY} ${INDONESIAN_FORMAL} ${SHARED}`);
export const ONLY_INDONESIAN = difference(`${INDONESIAN_ONLY} ${INDONESIAN_FORMAL}`, `${MALAY_ONLY} ${MALAY_FORMAL} ${SHARED}`);
