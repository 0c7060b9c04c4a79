// The commonest words of English, Malay, Indonesian and other languages in Latin script: `home.net` and `kasih.my` are two sentences without a space, not hosts.
// Own selection of function words and everyday words.

const WORDS = `a aan abah abang about acc account ada adalah adik after again against agak agar agustus ahad ahli air aja akan akaun akhbar akhir akhirnya
  akn ako aku al all alla als also always am amat ambil an anak anche and anda ang anh antara any anyone ao apa api apotek april araw are as
  asked at atas atau au auch auf aux avec awak awal ay ayah ayo back bagaimana bagaimanapun bagi baharu bahawa bahwa baik balik bandar bang
  banget banjir bank bantuan banyak banyakin bapak barang barat baru basikal bawah bayad bayar be beberapa because been before bei being bekas
  belakang beli beliau belum berbeda beri berita berkata bersalah besar besok between bg biar bicara bij bil bila bisa blh boleh borang boss
  bu buat budak bukan bulan bungkusan buruk but butuh by cakap call can cash ce cek cette che cho claim click coba com come como con could
  cuando cukai cuma da dah dahil dalam dan dans dapat dari daripada darjah das dat datang day de dear deh del della dem den dengan dengar
  depan der des desde desember dewan dgn di dia did didakwa die dijamin din disember do does donde dong dpt du dua duit dunia durante during e
  een ein eine ejen el ele elle em empat en enam encik enggak entre er es esok est esta este et even filem foi for free from ga gaji gak gave
  gempa get gimana gitu give gli go going gol good got gratis gua gue gunung had hadiahnya halo hampir hantar hanya harap harga hari has hasta
  hat have hay he hello help hendak her here het hey hi hidup him hindi his home hospital how hp hubungi hujan hutang i ia ialah ianya ibu ich
  if ikaw il im in ingin ini into is isi isnin ist it ito itu iyon jadi jadwal jaga jakarta jalan jam jangan jangka jawatan je jemput jemputan
  jer jika jokowi jual juga julai juli jumaat jumat jun juni just juta kabupaten kad kahwin kak kakak kalau kalian kalo kami kamis kampung
  kamu kan kanak kantor kapal kapan karena kasih kastam kata kau kawan kawasan kayak kayo ke kecil kedai kedua keluar kemarin kemaskini
  kemenangan kena kenapa kenduri kepada kepulauan kerajaan kerana kereta kerja kes kesehatan ketiga ketika khamis kini kirim kirimkan kita
  klik klu know ko kok korban kosong kota kpd kumusta kung kuota la labur lagi lah lalu lama laman lang lapan laporan las later laut layak le
  lebih lelaki lepas les let lima link lo lol los lost love lu luar lulus ma maaf maar mac macam madam made magandang mahkamah mahu mais
  majlis mak make maklumat malah malam mana mangsa many maret mas masa masih masuk mati mau may mayroon mbak mcm me melalui mendakwa mengenai
  menjadi menteri mereka merupakan mesej message mesti met mga might minggu mit mo mobil mobile modal mohon money more muat much murah must
  muy my na nach naik nak nama naman namun ne need negara negeri nel never new ng nggak ni nicht niet nih niya nk no nog nombor nomor non nos
  not nothing nous now number o of ogos ok okay oktober oleh om on one only ook op opo or orang os ou our out over pada pagi paid pak pakai
  pakej pangalan panggilan panjang par para parti pas pasang pasukan pautan pay pegawai pejabat pelabur pelaburan pelanggan pemain pembeli
  pemenangnya pemerintah penipu penipuan penjual penumpang per pera perang percuma perdana perempuan pergi perkahwinan perlawanan perlu
  permintaan permohonan pero persekutuan persidangan pertama perusahaan pesan pesawat petang petugas phone pihak pinjam pinjaman pinjol please
  pls plus plz po polis polisi por porque pour presiden prize proses provinsi puan pukul pula pulak pulangan pulsa pun punya que questo qui
  quien r rabu rakyat ramai rasa really received rekening reply resit resmi rezeki ribu ribut rin ringgit rp rumah rupiah sa saat sabtu sahaja
  sahkan said saja sakit salamat saman sangat sangka satu saya says sbb scam scammed se sebab sebarang sebelum sebuah secara sedang see segera
  sehari sehingga sekali sekarang sekolah selamat selasa selatan selepas seluruh semalam semasa sembilan sementara semoga semua send senin
  sent seorang sepeda seperti serendah sering serta sertai sesetengah setelah setiap seu sewa shall she should si siapa siasatan sich sie sih
  sihat sikit sila silakan sin sir siya skrg so sobre some someone something sono still stop su sua sudah sukan sungguh supaya sur sus suspek
  sy syarikat tadi tahniah tahun tak takda takde take takkan tanah tapi taufan tautan te tekan telah telefon telepon tem tempahan tengah
  tengahari tengok tentang tentera tepat terdapat terhadap terima tersebut terus tetapi text than thank thanks that the their them then there
  these they think this those through tiada tidak tiga tiket time timur tipu tk tlg to today todo told tolong tomorrow tonight took transfer
  tu tuan tuduhan tujuh tunai turun two txt u uang ubat udah uit um uma umur un una und undian une universiti until untuk untung up ur urgent
  urusan us utara utk van very von voor votre vous vui waktu wala walaupun wang wanita want waran was we week wei wel were what when where
  which while who why wilayah will win wir wird with won work would xde y ya yang yeah yes yesterday yg you your yuk yuran zijn zu`;
const EVERYDAY = new Set(WORDS.split(/\s+/));

/** Whether a label, lower case, is such a word. */
export function isEverydayWord(label: string): boolean {
  return EVERYDAY.has(label);
}
