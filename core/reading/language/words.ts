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
  ms: `dan atau tetapi tapi yang di ke dari daripada kepada untuk dengan pada adalah ialah ini itu saya anda awak aku kau kita kami mereka dia
    tak tidak bukan jangan belum sudah dah telah akan sedang masih boleh mahu nak hendak perlu kena ada tiada takde takda apa siapa bila mana kenapa
    bagaimana macam sebab kerana jika kalau supaya agar juga pun sahaja je jer lagi sangat sekali semua setiap hari esok semalam tadi sekarang
    duit wang ringgit akaun nombor pautan klik tekan hantar terima bayar transfer bank pinjam pinjaman tolong sila harap maaf terima kasih selamat
    encik puan tuan kakak abang adik mak ayah anak kawan orang rumah kerja telefon mesej panggilan polis pegawai penipu tipu kes mangsa laporan
    baru lama besar kecil baik buruk banyak sikit masuk keluar balik pergi datang buat beli jual dapat beri bagi ambil tengok dengar cakap
    nya lah kan pulak pula tu ni mcm dgn utk yg sy tk nk blh dpt kpd skrg bg xde tlg org hp acc akn sbb klu kalo x lah wei bro boss eh
    melalui oleh dalam antara selepas sebelum ketika semasa tahun bulan minggu jam kata beliau negara kerajaan rakyat syarikat pihak bahawa kerana
    telah menjadi seorang seperti lebih hanya secara terhadap tersebut satu dua tiga lima juta ribu sehari percuma layak bantuan tunai bungkusan
    tahniah hubungi segera kemaskini sahkan maklumat permohonan permintaan isi borang pasang muat turun`,
  id: `dan atau tetapi tapi yang di ke dari kepada untuk dengan pada adalah ialah ini itu saya anda aku kamu kita kami mereka dia
    tidak bukan jangan belum sudah telah akan sedang masih bisa mau ingin perlu ada apa siapa kapan mana kenapa bagaimana karena jika kalau supaya agar
    juga saja lagi sangat sekali semua setiap hari besok kemarin tadi sekarang uang rupiah rekening nomor tautan kirim terima bayar transfer bank
    pinjam pinjaman pinjol pulsa tolong silakan mohon maaf terima kasih selamat bapak ibu kakak adik orang rumah kerja telepon pesan polisi petugas
    penipu penipuan tipu korban laporan nggak gak enggak ga udah gue gua lu lo banget dong sih deh nih kok aja kayak gimana gitu cuma
    butuh coba bicara mobil kantor sepeda kuota hadiah pemerintah perusahaan provinsi kota kabupaten jokowi jakarta via harus oleh dalam antara setelah
    sebelum ketika saat tahun bulan minggu jam kata negara rakyat bahwa menjadi seorang seperti lebih hanya secara terhadap tersebut satu dua tiga`,
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
