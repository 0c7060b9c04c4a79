// English stems (own selection), for the English of Malaysia, Singapore and Korea as much as for other.

import type { PhraseBook } from './concepts.ts';

export const ENGLISH_PHRASES: PhraseBook = {
  AUTHORITY:
    'prosecutor* | police officer | inspector | commercial crime | crime department | crime division | customs officer | immigration | high court | supreme court | court officer | interpol | detective | embassy | ministry of | federal agent | police headquarters | law enforcement | fbi | social security | tax office | cyber police | sergeant | police station | from the police',
  CRIME_LINK:
    'used in a crime | money laundering | drug money | drug trafficking | implicated | under investigation | criminal case | involved in a | illegal activities | fraud case | linked to | your identity card was used | in your name was',
  SAFE_ACCOUNT: 'safe account | protected account | secure account | government account | holding account | safety account | audit account | while we audit',
  SECRECY: "do not tell | don't tell | do not discuss | confidential | keep this secret | do not inform | not to tell | tell anyone | with anyone",
  WARRANT: 'warrant | arrested | arrest | jail | prosecuted | prison | legal action',
  ISOLATE: 'stay on the line | hotel room | do not hang up | on the phone with',
  MOVE_MONEY: 'move your | move your savings | transfer your | transfer all | move my | move all | transfer my savings | withdraw all',
  CARD_DELIVERY: "card you did not order | card is on its way | new credit card | did not apply | card you didn't",
  CALLBACK:
    'call us | call our | call this number | call now | call to cancel | call back | contact us | contact our | press 1 | call immediately | call the number | call',
  BLOCKED:
    "suspended | blocked | locked | unusual activity | suspicious activity | restricted | deactivated | terminated | on hold | will be closed | limited access | unauthorised login | unauthorized login | verify your identity | new payee | if not you | wasn't you | not authorised | new device | payment failed | update billing",
  ARREARS: 'overdue | unpaid | outstanding | arrears | final notice | past due',
  COMPANY:
    'dbs | ocbc | uob | posb | paypal | singtel | amazon | apple | netflix | microsoft | your bank | bank officer | customer service | security desk | maybank | hsbc | citibank | telco | shopee | lazada | grab | support team | technician',
  COURIER: 'parcel | package | delivery | courier | singpost | dhl | fedex | usps | ups | shipment | royal mail | post office',
  PARCEL_PROBLEM:
    "could not be delivered | couldn't be delivered | is held | being held | incomplete address | incorrect address | redeliver* | unable to deliver | confirm address | confirm your address | missed delivery | held at | delivery failed | failed delivery | update your address | address is",
  FINE: 'fine | toll | penalty | traffic violation | traffic fine | parking fine | summons | infringement',
  TAX: 'tax refund | tax rebate | tax | irs | hmrc | iras',
  SUBSIDY:
    'government payout | government grant | you qualify | you are eligible | eligible for | relief fund | rebate | cash payout | cdc voucher* | assistance payment | stimulus',
  HEALTH_CHECK: 'health check | test results',
  CLICK:
    'click | link | update your | verify your | confirm your | log in | login | tap here | visit | fill in your | open this site | settle now | pay now | claim your | please update | follow this link | sign in',
  URGENCY:
    'urgent | urgently | immediately | within 24 | within 12h | within 48 | today only | asap | limited seats | limited | expires | last chance | final | right away | act now | 24 hours | before midnight | avoid a',
  CREDENTIAL:
    'otp | password | pin | card details | card number | bank details | login details | verification code | ssn | singpass | your details | identity card | passport number | cvv | account details | the code | 6 digit | six digit',
  ASK_GIVE: 'send me | give me | provide | reply with | share your | enter your | send your | fill in',
  INSTALL: 'install | download | app so | support app',
  REMOTE: 'anydesk | teamviewer | remote access | screen share | share your screen | secure your phone | remove a virus | virus | tech support',
  INVITATION: 'wedding | invitation | you are invited',
  FUNERAL: 'funeral | passed away',
  NEW_NUMBER:
    "new number | changed my number | change my number | changed number | phone broke | phone is broken | lost my phone | guess who | my friend's phone | dropped my phone | remember me | forgot me",
  FAMILY: 'hi mum | hi mom | hi dad | mum | mom | dad | auntie | boss | grandma',
  BORROW:
    'lend me | pay this bill | paynow me | pay now me | borrow | help me pay | can you transfer | transfer me | send me money | return tonight | pay you back | pay me back | need some money | need money',
  GIFT_CARD: 'gift card* | itunes | google play | steam card*',
  LOAN: 'loan* | lender | cash advance | borrow up to',
  LOAN_LURE:
    'bad credit | no payslip | guaranteed approval | low interest | no credit check | blacklisted | instant personal | is approved | instant approval | same day | no documents | any credit',
  FEE_FIRST:
    'processing fee | admin fee | upfront | release fee | clearance fee | pay the tax | pay first | deposit a fee | a small fee | small fee | activation fee | handling fee | advance fee | pay a small | pay the fee | customs fee | retrieval fee | deposit first | pay only',
  INVEST: 'invest* | trading | stocks | stock tips | crypto* | forex | signals | bitcoin | usdt | shares | btc | portfolio | trading platform',
  PROFIT:
    'guaranteed | profit* | returns | double your | per cent a day | percent a day | principal protected | daily profit | last week | high return | risk free | made 4* | passive income',
  GROUP:
    'vip group | private group | whatsapp group | telegram group | join our | join my | vip signals | signals group | trading group | professor | free vip | private whatsapp',
  WITHDRAW_BLOCKED:
    "cannot withdraw | can't withdraw | can withdraw | withdrawal | to withdraw | before withdrawal | withdraw my | unable to withdraw | frozen",
  ROMANCE:
    'loves me | love me | deployment | us army | army surgeon | oil rig | my love | darling | widow* | met online | tinder | online friend | dating app | soulmate | met on | marry me | peacekeeping',
  CUSTOMS: 'customs | clearance',
  TASK: 'like videos | rate products | tasks | task | part timer* | part time | work from home | remote job | optimise | commission | boost | per task | online job | like and | review hotels | data entry',
  PAY_RATE: 'per task | daily | a day | per day | earn | paid same | an hour from | weekly pay | monthly | salary',
  OVERSEAS: 'cambodia | myanmar | laos | sihanoukville | thailand | dubai | myawaddy | phnom penh | philippines | golden triangle | overseas',
  JOB: 'hiring | job | customer service | online marketing | vacancies | hr from | recruiter | we need | no experience',
  TRAVEL_PAID: 'free flight | air ticket* | accommodation | hostel | flight provided | flights and | visa provided | free flights | ticket paid',
  HELD: "passport taken | took my passport | locked up | can't leave | cannot leave | trapped | forced to scam | beaten | not allowed to leave",
  SALE: 'seller | carousell | marketplace | buyer | ordered | online store | ebay | the item | sneakers',
  PAY_BEFORE: 'pay first | paid a deposit | deposit first | full payment | transfer first | paid upfront | pay the deposit',
  CHEATED:
    'blocked me | never arrived | never sent | no reply | disappeared | never came | uncontactable | fake one | stopped replying | went silent | gone missing | ghosted',
  BIZ_ORDER: 'invoice | supplier | purchase order | bulk order | vendor | procurement',
  BIZ_PROXY: 'changed bank | new bank account | bank details have changed | updated bank | on our behalf | change of bank | email was hacked',
  INTIMATE: 'recorded you | nude* | intimate | webcam | adult video* | explicit | video of you | naked | sex video | adult site*',
  SPREAD:
    'your contacts | all your contacts | in your contacts | leak | expose | post it | send it to | send them to | everyone you know | your friends and family',
  PRIZE:
    "congratulations | winner | you have won | you've won | won a | prize | you have been selected | been selected | lottery | lucky draw | awarded | claim | bonus caller | guaranteed | has won | number won | you won | have won",
  INHERITANCE: 'inheritance | barrister | next of kin | the late | beneficiary | fund transfer',
  RENTAL: 'rental | landlord | tenant | apartment | viewing | concert ticket* | holiday home | booking deposit | room for rent | airbnb',
  RECOVERY:
    'recovered | recover your | retrieve | money back | retrieval | asset recovery | fund recovery | certified hackers | recovery agent | recovery expert',
  MULE: 'rent us your bank | rent your bank | renting out your bank | rent out your bank | your bank account and | use your bank account | lend your account | bank account for | receive money for us | rent your account | sell your account',
  ID_MISUSE:
    'in my name | without my knowledge | unauthorised transaction* | unauthorized transaction* | hacked my account | account was hacked | account got hacked | did not make | opened a loan',
  VICTIM:
    'was scammed | got scammed | been scammed | is this a scam | this is a scam | i want to report | scammed me | i was cheated | got cheated | fell for | was conned | report a scam',
  TOLD: 'asked me to | told me to | says i must | said i must | he says | she says | wants me to | asking me to | asked for my | told to pay | told me my | says i need | i must pay',
  YOU: "you | your | you're | sir | madam",
  MINE: 'my account | my name | my money | my bank | my savings | my card | my mother | my father',
  NEWS: 'police said | according to | police have warned | officials said | syndicate | after being deceived | minister | on monday | on thursday | on tuesday | on wednesday | on friday | victims to | victims | were arrested | percent | reported that | spokesman | central bank | said on',
  WARNING:
    "never share | do not share | don't share | will never ask | be careful | beware | if in doubt | have warned | stay safe | do not click | never give | scam alert | protect yourself | stay alert | not share",
  HEARSAY: 'i read that | i heard | someone got | heard that | saw on the news | read about | a friend told me about',
  OTP_NOTICE: 'your otp is | is your otp | otp is | is your code | verification code is | your code is | expires in | is your verification',
  TRANSACTION: 'you have received | available balance | purchase of | has been credited | payment received | you have paid | transaction of | via paynow',
  DELIVERED: 'has been delivered | is arriving | was delivered | out for delivery | thank you for shopping | has been received',
  APPOINTMENT:
    'appointment | meeting | reminder | please bring | rsvp | library | referral letter | walk in | resume | outlet | delayed by | departure | town hall | meet at | logging in to',
  EVERYDAY:
    'lol | dinner | lunch | see you | love you | happy birthday | haha | good night | good morning | call you | home | thanks | thank you | gonna | wanna | later | tonight | how are you | ok | miss you | tomorrow | weekend | sorry | movie | class | da | lor | hey | sleep | reached | got',
  NOT_YOU: "wasn't you | if not you | did not make",
  REFUND: 'refund | reimburse*',
  VERIFY: 'verify | confirm your | update your',
  REPLY_ASK: 'reply | text back | respond',
  MESSENGER_ASK: 'whatsapp me | add me | text me on',
  STRANGER: 'wrong number | is this | are you still',
  AFFECTION: 'my love | sweetheart | dear | honey | babe',
  GAMBLING: 'casino | betting | slots | jackpot | free spins',
  ADULT: 'singles | hookup | sexy | adult',
  CRYPTO: 'bitcoin | crypto | usdt | wallet | btc | eth | token',
  LUXURY: 'financial freedom | millionaire | luxury',
  CHARITY: 'donate | donation | charity',
  PAYMENT_NOTICE: 'payment of | has been charged | debited | purchase of | order of',
  UTILITY: 'electricity | utility | bill | broadband',
  TECH_SUPPORT: 'virus | infected | hacked | tech support | your computer | device',
  INSURANCE: 'insurance | policy | medicare',
  CREDIT: 'credit score | credit limit | bad credit',
  LEGAL_THREAT: 'legal action | lawsuit | court | sue',
  POINTS: 'points | rewards | voucher | gift card',
  FREE_OFFER: 'free | complimentary | no cost',
  DOCUMENT: 'notice | document | letter | invoice | statement',
  PHOTO: 'photo | picture | video | pics',
  VOTE: 'vote | poll | election',
  COPYRIGHT: 'copyright | violat* | community standards',
  CASH_PICKUP: 'collect the cash | courier will | hand over | pick up the',
  CUSTOMER: 'dear customer | customer | dear user | account holder',
  PLAN: 'tonight | tomorrow | see you | meet | later',
  FOOD: 'lunch | dinner | eat | coffee | food',
  FEELING: 'tired | happy | sad | miss | bored | sorry',
  LAUGH: 'haha | lol | lmao | hehe',
  STUDY: 'class | exam | homework | lecture | study',
  WORKPLACE: 'meeting | report | office | deadline | project',
  LEISURE: 'movie | game | football | trip | music | party',
  AGREEMENT: 'ok | okay | sure | yeah | alright',
  OPT_OUT: 'stop to | opt out | unsubscribe | reply stop',
  DO_NOT_SHARE: 'do not share | never share | not share',
  BALANCE: 'avl bal | available balance | balance | credited | debited',
  TALK_OF_SCAM: 'scammer* | scams | phishing | fraudster*',
  PRODUCT: 'sale | discount | off | offer | deal | shop',
  HEALTH: 'doctor | clinic | sick | medicine | hospital',
};
