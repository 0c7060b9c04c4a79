// What the slots of the corpus are filled from: invented people, places, hosts and numbers (`#` a digit, `@` one of 1 to 9).

/** Whose way of writing is used: Korean, Malaysian, Indonesian, or English of any country. */
export type Region = 'ko' | 'ms' | 'id' | 'en';

export const NAMES: Readonly<Record<Region, readonly string[]>> = {
  ko: '김민수 이서연 박지훈 최은정 정수빈 강동현 조미라 윤재석 장하늘 임채원 한소희 오세훈 서지영 신동엽 권나래 황보라 송민호 류현진 홍길동 김*수 이*영 박** 문태준 양지은 배성우 노희경 하지원 구본승 남궁민 선우은숙'.split(
    ' ',
  ),
  ms: 'Ahmad|Siti Aminah|Farid|Nurul|Aisyah|Hafiz|Muhammad Amirul|Lim Wei Jie|Tan Mei Ling|Kumar|Priya|Zul|Faizal|Noraini|Azman bin Ismail|Rosnah|Kak Yah|Ali|Puan Hasnah|En. Rahman|Syafiq|Chong|Devi|Hakim|Izzati'.split(
    '|',
  ),
  id: 'Budi|Siti|Agus|Dewi|Ibu Ratna|Bpk Hendra|Rizky|Ayu|H. Sulaiman|Andi|Putri|Joko|Rina|Yanto|Drs. Suryadi|Fitri|Eko'.split('|'),
  en: 'James|Linda|Sarah Tan|Mr Lee|Michael|Priya|Ahmad|Emily|David Wong|Karen|Rajesh|Jessica|John Smith|Mary|Wei Ling|Daniel|Chloe|Mrs Patel|Kevin|Anna|Robert|Grace|Uncle Tan|Tom'.split(
    '|',
  ),
};

export const PLACES: Readonly<Record<Region, readonly string[]>> = {
  ko: '강남역 서울 부산 해운대 수원 인천공항 대전 홍대입구 판교 제주 광주 대구 분당 잠실 명동 일산 천안 전주 구로구 마포'.split(' '),
  ms: 'Kuala Lumpur|Shah Alam|Johor Bahru|Bukit Bintang|Ipoh|Kota Bharu|Kuching|Kota Kinabalu|Bangsar|Penang|Melaka|Cheras|Putrajaya|Seremban|Klang'.split('|'),
  id: 'Jakarta|Bandung|Surabaya|Medan|Bekasi|Semarang|Makassar|Depok|Bogor|Jogja'.split('|'),
  en: 'London|Orchard Road|Singapore|New York|Tampines|Manchester|Sydney|Austin|KLCC|Mumbai|Dubai|Leeds|Jurong East|Chicago|Melbourne|Toronto'.split('|'),
};

/** Bank with the shape of its account numbers. */
export const BANKS: Readonly<Record<Region, readonly (readonly [string, string])[]>> = {
  ko: [
    ['국민은행', '######-##-######'],
    ['신한은행', '110-###-######'],
    ['신한', '110#########'],
    ['우리은행', '1002-###-######'],
    ['하나은행', '###-######-#####'],
    ['농협', '352-####-####-#3'],
    ['NH농협', '301-####-####-#1'],
    ['기업은행', '###-######-##-###'],
    ['카카오뱅크', '3333-##-#######'],
    ['카뱅', '3333#########'],
    ['토스뱅크', '1000-####-####'],
    ['새마을금고', '9003-####-####-#'],
    ['우체국', '######-##-######'],
    ['케이뱅크', '100-###-######'],
    ['SC제일은행', '###-##-######'],
  ],
  ms: [
    ['Maybank', '1640########'],
    ['Maybank', '5142 #### ####'],
    ['CIMB', '70########'],
    ['CIMB', '7600######'],
    ['Public Bank', '3########'],
    ['RHB', '1140##########'],
    ['Bank Islam', '1202##########'],
    ['BSN', '0110############'],
    ['Hong Leong', '###########'],
    ['AmBank', '88800########'],
    ['TNG eWallet', '01########'],
  ],
  id: [
    ['BRI', '0341-01-######-53-#'],
    ['rek BRI', '###############'],
    ['BCA', '##########'],
    ['Mandiri', '137-00-#######-#'],
    ['BNI', '0##########'],
    ['Bank BTN', '##########'],
  ],
  en: [
    ['DBS', '###-#####-#'],
    ['POSB', '###-######-#'],
    ['OCBC', '###-######-001'],
    ['UOB', '###-###-###-#'],
    ['Chase', '#########'],
    ['Barclays', '20-##-## ########'],
    ['HSBC', '40-##-## ########'],
    ['Zelle', '@##-###-####'],
    ['Maybank', '5142########'],
    ['acc no', '########'],
  ],
};

/** Sums as people write them. */
export const AMOUNTS: Readonly<Record<Region, Readonly<Record<'small' | 'medium' | 'big', readonly string[]>>>> = {
  ko: {
    small: ['@,#00원', '@#,#00원', '@만원', '@만 원', '@천원', '@#,000원', '15,900원', '오만원', '@0,000원'],
    medium: ['@00만원', '@0만원', '@,#00,000원', '@00만 원', '@#0만원', '@백만원', '삼백만원', '@,000,000원', '@20만원', '오백'],
    big: ['@,#00만원', '@천만원', '@억', '@억 @천만원', '@#,000,000원', '@천@백만원', '이천만원', '1억 2천'],
  },
  ms: {
    small: ['RM@.#0', 'RM@#', 'RM ##.##', 'RM5', '@# ringgit', 'rm@#', 'RM@#.00'],
    medium: ['RM@00', 'RM@,#00', 'RM@,#00.00', 'rm@00', 'RM@k', '@ ribu', 'RM@#0.00', 'tiga ribu', 'RM 1,500', '@k'],
    big: ['RM@0,000', 'RM@#,000', 'RM@##k', 'RM100,000', '@0 ribu', 'RM@0k', 'setengah juta', 'RM@.# juta'],
  },
  id: {
    small: ['Rp@.000', 'Rp@0.000', '@0rb', 'Rp @#.000,-', '@0 ribu'],
    medium: ['Rp@00.000', 'Rp@.#00.000', '@00rb', '@ juta', 'Rp @00 ribu', '1,5jt', '@jt'],
    big: ['Rp@0.000.000', 'Rp@#juta', 'Rp@00 juta', '@0jt', 'Rp.75.000.000,-', '@00jt'],
  },
  en: {
    small: ['$@.##', '£@.##', 'S$@#', '$@#.##', 'RM@#', '£2.99', 'Rs.@##', '$@#', 'Rs @##.00', '€@.##'],
    medium: ['$@00', '£@,#00', 'S$@,#00', '$@##.##', 'RM@,#00', '@k', 'USD @,#00', '$@50', 'Rs.@,#00', 'Rs @0,000.00', '€@00', 'AED @##'],
    big: ['$@0,000', '£@#,000', '$@##,000', 'S$@0k', '$1.5 million', 'RM@0,000', '$@,000,000', '@0k', 'USD @00,000', 'Rs. @,00,000'],
  },
};

export const DATES: Readonly<Record<Region, readonly string[]>> = {
  ko: ['1@/0@', '@월 1@일', '2026-1#-2#', '11.2@', '1@월@일(토)', '2026년 @월 1@일', '0@/2@'],
  ms: ['1@/0@/2026', '2@ Nov 2026', '0@-11-2026', '1@ Disember', '@/12/26', '2@hb'],
  id: ['1@/0@/2026', '2@ Nov 2026', '1@-0@-26', '1@ Desember'],
  en: ['1@/0@/2026', '2@ Nov', 'Nov 1@', '1@ December 2026', '0@-NOV-26', '1@-0@-26', 'Dec @'],
};

export const TIMES: Readonly<Record<Region, readonly string[]>> = {
  ko: ['1#:3#', '오후 @시', '0@:2#', '오전 1@:30', '1@:4#:2#', '@시 반'],
  ms: ['1#:3#', '@.30pm', '0@:2#:1#', 'pukul @ petang', '1@:00AM'],
  id: ['1#.3#', 'jam @', '0@:2#', '1@.00 WIB'],
  en: ['1#:3#', '@:30pm', '0@:2#:1#', '@pm', '1@:00 AM', '@:45 PM SGT'],
};

export const CODES = ['######', '####', '### ###', '########', '#####', '######', '######'];

export const SHORTENERS =
  'bit.ly tinyurl.com is.gd cutt.ly rb.gy vo.la han.gl me2.do url.kr buly.kr c11.kr shorturl.at s.id t.ly goo.su tiny.cc ow.ly zrr.kr lrl.kr asq.kr t.co'.split(
    ' ',
  );

export const SCAM_ENDINGS =
  'top xyz icu cc vip shop site click lol sbs cfd online live club work info buzz cyou store life world fun com net org kr me com.my asia ink bond'.split(' ');

export const SCAM_HOST_WORDS =
  'secure login verify update post parcel track express delivery cj kr my gov pay bank support help center service account alert info tax refund toll usps dhl netflix apple amazon kakao naver epost nhis efine hometax police spo pdrm lhdn kwsp bantuan maybank cimb rhb tng shopee lazada singpost dbs ocbc iras lta hmrc evri royalmail bonus gift win prize loan cash fast invest coin trade vip event mobile card check view photo doc wedding invite app file kad jemputan bpjs bri bca undian promo'.split(
    ' ',
  );

export const PATH_WORDS =
  'login verify event track app home info order details invoice view ticket map form join claim update notice rsvp faq bill payment status reward'.split(' ');

/** Hosts of made-up or well-known harmless senders. */
export const BRAND_HOSTS: Readonly<Record<Region, readonly string[]>> = {
  ko: 'www.gov.kr www.nhis.or.kr hometax.go.kr www.police.go.kr www.kisa.or.kr m.shinhan.com obank.kbstar.com toss.im naver.me kko.to m.coupang.com www.cjlogistics.com m.epost.go.kr www.lotteon.com m.11st.co.kr smartstore.naver.com map.naver.com www.megabox.co.kr barunsoncard.com www.itscard.co.kr m.theirmood.com place.map.kakao.com www.hyundai.com tworld.co.kr m.kt.com www.yes24.com www.musinsa.com forms.gle youtu.be blog.naver.com'.split(
    ' ',
  ),
  ms: 'www.maybank2u.com.my www.hasil.gov.my www.kwsp.gov.my www.jpj.gov.my shopee.com.my www.lazada.com.my www.pos.com.my www.jtexpress.my www.maxis.com.my www.celcom.com.my hotlink.com.my www.tng.com.my grab.com www.bharian.com.my maps.app.goo.gl forms.gle youtu.be www.mydin.my www.cimb.com.my semakmule.rmp.gov.my www.tnb.com.my www.unifi.com.my'.split(
    ' ',
  ),
  id: 'www.telkomsel.com tsel.me/promo xl.co.id www.tri.co.id www.bca.co.id tokopedia.link shopee.co.id www.gojek.com im3.id www.smartfren.com bri.co.id forms.gle'.split(
    ' ',
  ),
  en: 'www.dbs.com.sg www.ocbc.com www.gov.sg www.nhs.uk www.usps.com amzn.to www.amazon.com www.royalmail.com grb.to shopee.sg www.chase.com hdfcbk.io www.sbi.co.in www.dpd.co.uk maps.app.goo.gl eventbrite.com forms.gle youtu.be www.singpost.com www.netflix.com uber.com www.starbucks.com t.mobile.com vzw.com www.ticketmaster.com calendly.com zoom.us www.irs.gov airtel.in jio.com'.split(
    ' ',
  ),
};

export const APPS =
  '청첩장.apk 부고장.apk 민원24.apk 보안.apk anydesk 팀뷰어 teamviewer QuickSupport 애니데스크 invitation.apk Kad_Kahwin.apk resit.apk update.apk wedding.apk AnyDesk rustdesk undangan.apk surat_tilang.apk photo.apk'.split(
    ' ',
  );
