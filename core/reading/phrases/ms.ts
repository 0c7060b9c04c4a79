// Malay stems (own selection), written in full: short forms are unfolded before matching (see classify/word-view.ts).

import type { PhraseBook } from './concepts.ts';

export const MALAY_PHRASES: PhraseBook = {
  AUTHORITY:
    'bukit aman | pegawai polis | pegawai dari | inspektor | sarjan | mahkamah | ipk | ipd | kastam diraja | bank negara | bnm | sprm | mcmc | skmm | imigresen | pdrm | pendakwa raya | jabatan siasatan | pegawai penyiasat | pihak polis | dari polis | ibu pejabat polis | balai polis | lhdn | nsrc | jpn',
  CRIME_LINK:
    'terlibat kes | terlibat dalam kes | duit haram | wang haram | pengubahan wang | kes jenayah | dadah | dikaitkan dengan | disyaki | kes penipuan | digunakan untuk jenayah | salah guna | disenaraihitam',
  SAFE_ACCOUNT: 'akaun audit | akaun siasatan | akaun selamat | akaun khas | akaun bank negara | akaun kerajaan | akaun pihak berkuasa | akaun sementara',
  SECRECY: 'sulit | rahsia | rahsiakan | jangan beritahu | kalau beritahu | jangan maklumkan | jangan bagitahu | jangan cerita',
  WARRANT: 'waran | ditahan | ditangkap | tangkap | dipenjara | didakwa',
  ISOLATE: 'jangan letak telefon | jangan putuskan | dalam bilik | hotel | sambungkan ke | tekan satu | tekan 1 | cakap dengan pegawai',
  MOVE_MONEY: 'pindah* | alihkan | transfer semua | masukkan semua | keluarkan semua | pindahkan semua',
  CARD_DELIVERY: 'kad kredit baharu | kad baru anda | kad yang tidak dimohon',
  CALLBACK: 'sila hubungi | hubungi pegawai | hubungi kami | hubungi segera | call balik | telefon semula | hubungi',
  BLOCKED:
    'disekat | digantung | dibekukan | dipotong | ditamatkan | luar biasa | mencurigakan | pengaktifan semula | akan tamat | log masuk | jika bukan anda | bukan anda | peranti baru | transaksi luar biasa',
  ARREARS: 'tertunggak | tunggakan | belum dibayar | belum jelas | bil anda',
  COMPANY:
    'maybank* | cimb* | rhb | bank islam | bank rakyat | tnb | unifi | maxis | celcom | celcomdigi | shopee | lazada | touch n go | tng | pihak bank | pegawai bank | talian telefon | talian anda | air selangor | astro',
  COURIER: 'bungkusan | parcel | poslaju | pos laju | pos malaysia | kurier | penghantaran | j t | dhl | ninja van',
  PARCEL_PROBLEM:
    'sangkut | tersangkut | tertahan | ditahan | alamat tidak lengkap | alamat salah | alamat tidak | gagal dihantar | tidak dapat dihantar | caj pelepasan | kemaskini alamat',
  FINE: 'saman | kompaun | denda | disaman',
  TAX: 'cukai | lhdn | bayaran balik | refund',
  SUBSIDY:
    'bantuan tunai | bantuan kerajaan | sumbangan | subsidi | layak menerima | layak bantuan | layak mendapat | anda layak | bantuan khas | bayaran khas | wang ihsan',
  HEALTH_CHECK: 'pemeriksaan kesihatan | mysejahtera',
  CLICK:
    'klik | pautan | tekan link | link | isi borang | layari | kemaskini | kemas kini | sahkan | tuntut | semak di | daftar di | lihat butiran | tekan sini | muat naik',
  URGENCY: 'segera | sekarang juga | hari ini | dalam masa | sebelum tamat | terhad | cepat | 24 jam | dua jam | serta merta | malam ini | tarikh akhir',
  CREDENTIAL:
    'tac | otp | kata laluan | nombor kad | cvv | maklumat bank | maklumat akaun | nombor pin | gambar ic | nombor ic | maklumat peribadi | id pengguna | hantar kod | kod 6 | 6 angka | kod pengesahan | 6 digit',
  ASK_GIVE: 'beri | bagi nombor | hantar gambar | kongsikan | masukkan nombor | minta nombor | minta tac | minta otp | bagi tac | bagi otp',
  INSTALL: 'muat turun | pasang app* | pasang apl* | install | download | pasang',
  REMOTE: 'anydesk | teamviewer | kawalan jauh | kongsi skrin | skrin',
  INVITATION: 'jemputan | jemput ke | kad digital | majlis | perkahwinan | kenduri | walimatulurus',
  FUNERAL: 'kematian | jenazah',
  NEW_NUMBER:
    'nombor baru | nombor baharu | tukar nombor | telefon rosak | fon rosak | hp rosak | phone rosak | telefon hilang | guna nombor kawan | nombor kawan | nombor lama',
  FAMILY: 'mak | ayah | kak long | kak ngah | abang long | abah | anak mak | boss | along | kak | makcik | pakcik',
  BORROW:
    'pinjam duit | pinjam dulu | pinjam rm* | pinjamkan | tolong pinjam | pinjam dua | pinjam seribu | tolong bayar* | tolong transfer | boleh pinjam | pinjam sekejap | ganti | malam ini bayar | esok bayar',
  GIFT_CARD: 'gift card | kad hadiah | pin topup | kad steam',
  LOAN: 'pinjaman | loan | pembiayaan peribadi | pinjaman peribadi | pinjaman segera',
  LOAN_LURE:
    'senarai hitam | blacklist | ctos | ccris | tanpa penjamin | tanpa dokumen | lulus segera | lulus 24 jam | lulus hari ini | pinjaman lulus | kelulusan segera | diluluskan | muflis boleh | kadar rendah | tanpa slip gaji',
  FEE_FIRST:
    'yuran proses | yuran pelepasan | yuran guaman | yuran | wang proses | duit proses | duit guaman | duit insurans | bayar dahulu | bayar dulu | caj pelepasan | caj pemprosesan | wang cagaran | bayar cukai | duit muka | insurans rm*',
  INVEST: 'labur* | pelaburan | forex | kripto | crypto | saham | modal | trading | bitcoin | emas digital | skim',
  PROFIT: 'untung* | pulangan | dijamin | dividen | keuntungan | patuh syariah | jadi rm* | jadi lima | tiga hari | ganda | sehari untung | profit',
  GROUP:
    'grup telegram | group telegram | grup whatsapp | group whatsapp | join grup | join group | join telegram | sertai grup | sertai kami | kumpulan telegram | cikgu trading | mentor',
  WITHDRAW_BLOCKED:
    'keluar duit | tak boleh withdraw | boleh withdraw | tak boleh keluarkan | nak withdraw | duit sangkut | withdraw tak | keluarkan keuntungan | sebelum keluar',
  ROMANCE:
    'sayang | kenal di facebook | kenal kat | kenal dalam | tentera amerika | jurutera kapal | engineer kapal | cinta | nak kahwin | pelantar minyak | duda | hantar hadiah | hadiah dah pos | hadiah sudah pos',
  CUSTOMS: 'kastam | caj kastam | klia | bayar kastam',
  TASK: 'like video | like dan | tugasan | task | part time | kerja dari rumah | kerja rumah | kerja sambilan | follow akun | follow akaun | tempah produk | review produk | set tugasan | komisen | kerja online | dan like',
  PAY_RATE:
    'sehari | satu tugasan | setiap tugasan | sejam | gaji rm* | gaji usd* | gaji lapan | gaji lima | gaji lumayan | dapat rm* | pendapatan | dapat lima ringgit | duit poket',
  OVERSEAS: 'kemboja | myanmar | myawaddy | laos | thailand | dubai | sihanoukville | phnom penh | filipina | vietnam | luar negara | mae sot | poipet',
  JOB: 'jawatan kosong | kerja kosong | operator | customer service | pekerja | kerja di | kerja customer | kekosongan',
  TRAVEL_PAID:
    'tiket ditanggung | tiket percuma | tiket flight | penginapan | makan percuma | passport kami | pasport diuruskan | boleh terbang | hostel disediakan',
  HELD: 'dikurung | pasport dirampas | passport dirampas | tak boleh balik | dipukul | diculik | dipaksa',
  SALE: 'seller | penjual | barang ready | barang | cod | marketplace | carousell | mudah | online shop | beli | pembeli',
  PAY_BEFORE:
    'transfer dulu | bayar dulu | bayar penuh dulu | bayar penuh | bayar dahulu | dulu baru pos | deposit penuh | deposit dulu | cod tak boleh | cod tiada | tiada cod | deposit sepuluh',
  CHEATED:
    'kena block | terus block | tak sampai | dah hilang | sudah hilang | tak balas | tak dapat | diblock | tidak dapat dihubungi | hilang lepas | senyap | hilang contact | tak boleh contact | lenyap | hilang terus',
  BIZ_ORDER: 'invois | pembekal | tempahan pukal | pesanan besar | lpo | quotation | syarikat kami',
  BIZ_PROXY: 'tukar akaun bank | akaun baru itu | akaun baharu | email kena hack | emel kena hack | bayar kepada pembekal | pembekal yang ditetapkan',
  INTIMATE: 'rakam video | record video | video bogel | video lucah | gambar bogel | bogel | video kau | video call | video awak',
  SPREAD: 'viral* | sebar* | hantar kat semua | semua follower | semua kawan | semua contact | kepada keluarga',
  PRIZE: 'tahniah | menang | memenangi | pemenang | terpilih | cabutan bertuah | hadiah rm* | hadiah wang',
  INHERITANCE: 'warisan | pusaka | peguam',
  RENTAL: 'sewa rumah | bilik sewa | rumah sewa | pakej umrah | umrah | tiket konsert | homestay | visa | pakej percutian | tuan rumah | villa',
  RECOVERY: 'dapatkan balik duit | dapatkan semula wang | pulihkan wang | tuntut semula | kembalikan duit | hacker',
  MULE: 'sewa akaun | sewakan akaun | jual akaun | beli akaun bank | pinjam akaun | kad atm | akaun bank anda untuk | sewa kad',
  ID_MISUSE: 'guna nama saya | atas nama saya | tanpa pengetahuan | tanpa izin | tanpa kebenaran | akaun kena hack | whatsapp kena hack | kena hack',
  VICTIM:
    'kena scam | kena tipu | ditipu | tertipu | scam ke | scam tak | penipuan ke | penipuan ini | nak lapor | nak report | dah kena | duit hilang | duit lesap',
  TOLD: 'dia suruh | dia kata | dia cakap | suruh transfer | suruh bayar | suruh pindahkan | diorang minta | mereka minta | minta duit | konon* | katanya dari',
  YOU: 'anda | encik | puan | tuan | awak | kau | cik | nama you',
  MINE: 'akaun saya | nama saya | duit saya | akaun aku | mak saya | ayah saya | kad saya',
  NEWS: 'kata polis | menurut | katanya | sindiket | ketua polis | sidang media | menahan | mengumumkan | kata beliau | berkata | semalam | dipercayai terlibat | peratus',
  WARNING:
    'jangan kongsi* | jangan dedah* | jangan klik | jangan mudah percaya | berhati hati | mengingatkan | nasihatkan | orang ramai | awas | waspada | elakkan | tidak akan meminta | jika ditipu | peringatan',
  HEARSAY: 'kawan cerita | kawan aku cerita | cerita makcik | terbaca | baca berita | dalam berita | dengar cerita',
  OTP_NOTICE: 'tac anda | otp anda | kod pengesahan anda | kod anda ialah | nombor tac',
  TRANSACTION: 'pemindahan rm* | diterima daripada | baki akaun | transaksi berjaya | berjaya dipindahkan | pembayaran diterima',
  DELIVERED: 'telah dihantar | selamat dihantar | telah diterima | dalam penghantaran | sedang dihantar',
  APPOINTMENT: 'temujanji | mesyuarat | klinik | hospital | taklimat | jam 9 | dewan | semak di aplikasi | temuduga | walk in | sekolah',
  EVERYDAY:
    'makan | balik lambat | nasi | terima kasih | happy birthday | selamat hari | jumpa | tidur | kedai | susu | malam ini balik | duit makan | umur panjang | panjang umur | bas | petang nanti | jom | hahaha | okay | kehadiran',
  NOT_YOU: 'bukan anda | jika bukan',
  REFUND: 'bayaran balik | refund',
  VERIFY: 'sahkan akaun | kemaskini | pengesahan',
  REPLY_ASK: 'balas | reply',
  MESSENGER_ASK: 'whatsapp saya | ws saya | pm saya',
  STRANGER: 'salah nombor | ini nombor',
  AFFECTION: 'sayang | rindu | cinta',
  GAMBLING: 'slot | judi | casino | jackpot | kasino',
  ADULT: 'lucah | urut | dating',
  CRYPTO: 'bitcoin | crypto | usdt | wallet',
  LUXURY: 'kereta mewah | jutawan',
  CHARITY: 'derma | sumbangan | sedekah',
  PAYMENT_NOTICE: 'pembayaran | telah ditolak | transaksi',
  UTILITY: 'bil | elektrik | air | unifi',
  TECH_SUPPORT: 'virus | digodam',
  INSURANCE: 'insurans | takaful',
  CREDIT: 'ctos | ccris | skor kredit',
  LEGAL_THREAT: 'tindakan undang | mahkamah | saman',
  POINTS: 'mata ganjaran | points | baucar',
  FREE_OFFER: 'percuma | free',
  DOCUMENT: 'notis | surat | dokumen',
  PHOTO: 'gambar | video',
  VOTE: 'undi | undian',
  COPYRIGHT: 'hak cipta',
  CASH_PICKUP: 'wakil kami | kutip | serah tunai',
  CUSTOMER: 'pelanggan | tuan puan',
  PLAN: 'jom | esok | malam ni | nanti',
  FOOD: 'makan | nasi | kopi | lunch',
  FEELING: 'penat | sedih | happy | rindu',
  LAUGH: 'haha | hahaha | hehe | kah',
  STUDY: 'kelas | exam | assignment | sekolah | belajar',
  WORKPLACE: 'mesyuarat | meeting | kerja | bos | laporan',
  LEISURE: 'bola | filem | game | cuti | jalan',
  AGREEMENT: 'ok | boleh | baik | okay',
  OPT_OUT: 'untuk berhenti | taip stop',
  DO_NOT_SHARE: 'jangan kongsi | jangan dedah',
  BALANCE: 'baki | debit | kredit',
  TALK_OF_SCAM: 'scammer | penipu | scam',
  PRODUCT: 'jualan | diskaun | promosi | tawaran',
  HEALTH: 'klinik | demam | ubat | doktor',
};
