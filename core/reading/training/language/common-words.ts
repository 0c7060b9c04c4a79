// The commonest words of the languages a Latin-script report may be in. Own selection of function words and everyday
// words; a word that several of the languages share is listed for each of them or for none.

export const COMMON_WORDS: Readonly<Record<string, string>> = {
  en: `the a an and or but of to in on at for with from by is are was were be been am i you he she it we they my your his her our their
    me him them us this that these those there here what which who when where why how not no yes do does did don't didn't can't can could will would shall
    should may might must have has had get got go going come if then than so because about after before just only now today tomorrow yesterday
    please thank thanks hi hello hey ok okay call send sent money pay paid account number link click message phone help need want know think
    new good time day week one two some any all more free your you're i'm it's that's i've i'll won't into out up over again been being
    someone anyone something nothing told asked said says received lost scam scammed bank transfer u ur r pls plz dear sir madam urgent claim won prize
    text reply stop win cash mobile txt later home work love see back still were until while during through between against
    tonight lol yeah where's what's let make made take took give gave really very much many also even never always`,
  ms: `dan atau tetapi tapi yang di ke dari daripada kepada untuk dengan pada adalah ialah ini itu saya anda awak aku kau kita kami mereka dia kamu
    tak tidak bukan jangan belum sudah dah telah akan sedang masih boleh mahu nak hendak perlu kena ada tiada takde takda apa siapa bila mana kenapa
    bagaimana macam sebab kerana jika kalau supaya agar juga pun sahaja saja je jer lagi sangat sekali semua setiap hari esok semalam tadi sekarang
    duit wang ringgit akaun nombor pautan klik tekan hantar kirim terima bayar pinjam pinjaman tolong sila harap maaf kasih selamat
    encik puan tuan kakak abang adik mak ayah ibu anak kawan orang rumah kerja telefon mesej panggilan pesan polis pegawai penipu penipuan tipu kes mangsa laporan
    baru baharu lama besar kecil baik buruk banyak sikit masuk keluar balik pergi datang buat beli jual dapat beri bagi ambil tengok dengar cakap
    lah kan pulak pula tu ni mcm dgn utk yg sy tk nk blh dpt kpd skrg bg xde tlg hp acc akn sbb klu kalo wei boss lepas
    melalui oleh dalam antara selepas setelah sebelum ketika semasa saat tahun bulan minggu jam kata berkata beliau negara kerajaan rakyat syarikat pihak bahawa bahwa
    menjadi seorang seperti lebih hanya secara terhadap tersebut satu dua tiga empat lima enam tujuh lapan sembilan ribu juta sehari percuma layak bantuan tunai bungkusan
    tahniah hubungi segera kemaskini sahkan maklumat permohonan permintaan isi borang pasang muat turun naik nama negeri kota kereta jalan sekolah hospital
    ingin cuma hampir punya para bagi kini ramai beberapa sesetengah walaupun bagaimanapun malah namun sering masa waktu awal akhir akhirnya pertama kedua ketiga
    depan belakang atas bawah luar tengah barat timur utara selatan pagi petang malam tengahari hujan banjir gempa mati hidup lelaki wanita perempuan budak kanak
    ahli majlis perdana menteri presiden parti pasukan perlawanan pemain kemenangan gol filem berita akhbar laman bekas baik sangka ia ianya tentang mengenai
    dunia laut air api tanah gunung bandar kampung kawasan wilayah perang tentera kapal pesawat penumpang mesti terus ubat sakit rasa amat sungguh agak lagi
    jemput jemputan kenduri majlis dewan kahwin perkahwinan umur panjang rezeki murah semoga jaga sihat kedai harga jawatan kosong gaji sewa pakej tiket bil
    kad resit urusan pelanggan ejen penjual pembeli barang untung modal labur pelaburan pulangan serendah dijamin serta sertai jangka masa yuran proses lulus hutang
    cukai saman waran mahkamah kastam siasatan suspek tuduhan mendakwa didakwa bersalah jangka kepulauan taufan ribut darjah tepat sebuah sebarang setiap seluruh`,
  id: `bisa uang rekening nomor tautan silakan mohon bapak petugas nggak gak enggak ga udah gue gua lu lo banget dong sih deh nih kok aja kayak gimana gitu kapan kemarin besok
    butuh mobil kantor sepeda kuota pemerintah perusahaan provinsi kabupaten pinjol pulsa rupiah polisi korban karena telepon kirimkan mau kamu gratis
    resmi lalu coba bicara hadiahnya undian pemenangnya segera halo mbak mas kak bang pak bu kalian jadi biar pakai banyakin cek yuk ayo
    sementara merupakan berbeda sehingga jadwal kesehatan rumah sakit apotek selasa rabu kamis jumat sabtu minggu april maret juni juli agustus oktober desember`,
  tl: `ang ng mga sa na at ay ko mo niya ito iyon hindi wala may mayroon ako ikaw siya kami kayo sila po opo kung para dahil lang din rin naman
    pera bayad pangalan salamat kumusta magandang araw`,
  vi: `và của là có không cho được với một những các này đó tôi bạn anh chị em ngân hàng tiền tài khoản chuyển vui lòng`,
  es: `el la los las de que y en un una por con para su es al lo como más pero sus le ya este si porque esta entre cuando muy sin sobre también
    me hasta hay donde quien desde todo nos durante`,
  fr: `le la les de des du et en un une pour dans qui que sur par est pas avec ce il elle au aux plus ne se vous nous votre cette mais`,
  de: `der die das und ist nicht ein eine zu den von mit sich auf für im dem auch es an als wir sie ich hat bei nach wird`,
  pt: `o os as de que e em um uma por com para não se na no do da mais como mas foi ao ele das tem à seu sua ou você`,
  it: `il lo gli di che e un una per con non si da sono del della più come ma anche alla nel questo`,
  nl: `de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar bij nog uit wel`,
};
