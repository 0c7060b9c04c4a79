// Everyday words of the languages that the corpus does not have, written from general knowledge: function words, greetings, and what
// people say who have been cheated. Order does not matter; a word may be in several languages.

export const MORE_WORDS: Readonly<Record<string, string>> = {
  tl: `ako ikaw siya kami tayo kayo sila akin iyo kanya amin atin inyo kanila ito iyan iyon dito diyan doon ang ng mga sa na at ay ba pa po opo ho lang din rin naman talaga
    hindi wala walang may mayroon meron kung kapag dahil kasi para pero ngunit o ni kay kina nasa galing mula hanggang tungkol ano sino saan kailan bakit paano magkano alin
    pera bayad binayaran nagbayad bumili benta utang pautang padala ipadala nagpadala natanggap nakatanggap nawala nawalan niloko naloko nadaya manloloko peke scam tulong tulungan
    salamat kumusta kamusta magandang umaga hapon gabi araw oo sige ingat mahal kita anak nanay tatay kuya ate kaibigan trabaho bahay numero telepono mensahe tawag tumawag bangko
    gusto ayaw kailangan pwede puwede dapat alam malaman sabi sinabi gawin ginawa kunin kinuha bigyan binigay pumunta punta bukas kahapon ngayon mamaya kanina lahat marami konti
    isa dalawa tatlo apat lima anim pito walo siyam sampu bago luma malaki maliit maganda mabuti masama ulit pang ninyo namin natin ninyong yung nung kang akong nang nga eh na-scam na-hack`,
  vi: `tôi bạn anh chị em ông bà nó chúng ta họ mình của là và có không được đã đang sẽ cho với trong ngoài trên dưới này kia đó đây ai gì đâu nào sao khi nếu vì nên nhưng mà thì hay hoặc
    một hai ba bốn năm sáu bảy tám chín mười trăm nghìn triệu tiền ngân hàng tài khoản chuyển khoản gửi nhận mất bị lừa đảo kẻ gian giúp đỡ xin chào cảm ơn vui lòng số điện thoại tin nhắn
    gọi công an báo cáo liên hệ mật khẩu mã xác nhận thẻ vay nợ trả lãi việc làm tuyển dụng đầu tư lợi nhuận nhấp vào liên kết người nhà hôm nay qua mai giờ ngày tháng năm rất nhiều ít
    toi ban khong duoc tien ngan hang tai khoan chuyen khoan cam on xin chao giup lua dao nguoi cua`,
  es: `el la los las un una unos unas de del a al en y o que no sí si por para con sin sobre entre hasta desde como más menos muy ya pero porque cuando donde quien cual qué cómo cuándo dónde
    yo tú usted él ella nosotros ustedes ellos me te se nos lo le les mi tu su mis tus sus este esta esto ese esa eso aquí ahí hola gracias buenos días buenas tardes noches adiós ayuda ayudar
    necesito quiero puedo puede tengo tiene tienes hay es son está están estoy fue ser estar he ha han hacer hecho dinero cuenta banco tarjeta pagar pago pagué enviar envié enviado recibir recibí
    perdí perdido estafa estafaron estafador robaron robado engañaron mensaje llamada llamaron número teléfono enlace clic contraseña código policía denuncia favor urgente trabajo oferta hoy mañana ayer
    todo todos nada algo siempre nunca también ahora antes después mucho poco otro otra mismo señor señora amigo familia casa año mes semana día euros dólares pesos`,
  fr: `le la les un une des de du à au aux en et ou que qui quoi ne pas plus moins très mais parce quand où comment pourquoi combien je tu il elle on nous vous ils elles me te se mon ma mes ton ta tes
    son sa ses notre votre leur ce cet cette ces ici là bonjour bonsoir merci beaucoup salut au revoir oui non aide aidez aider besoin veux peux peut ai as a avons avez ont suis es est sommes êtes sont
    été être avoir fait faire argent compte banque carte payer payé envoyer envoyé recevoir reçu perdu arnaque arnaqué arnaqueur escroc volé message appel appelé numéro téléphone lien cliquer mot passe
    code police plainte urgent travail offre aujourd'hui demain hier tout tous rien toujours jamais aussi maintenant avant après peu autre même monsieur madame ami famille maison an mois semaine jour
    j'ai c'est d'un d'une l'argent n'ai qu'il s'il plaît dans sur sous avec sans pour par chez entre depuis pendant si`,
  de: `der die das den dem des ein eine einen einem einer und oder aber nicht kein keine ich du er sie es wir ihr mich dich sich uns euch mein meine dein sein ihre unser was wer wie wo wann warum welche
    ist sind bin bist war waren wurde werden wird haben habe hat hatte kann können konnte muss müssen will wollen soll möchte bitte danke guten tag morgen abend hallo tschüss ja nein hilfe helfen geld
    konto bank karte bezahlt bezahlen überwiesen überweisung geschickt gesendet bekommen erhalten verloren betrug betrogen betrüger gestohlen nachricht anruf angerufen nummer telefon link klicken passwort
    code polizei anzeige dringend arbeit angebot heute gestern immer nie auch jetzt vor nach viel wenig andere gleich herr frau freund familie haus jahr monat woche mit ohne für von zu auf in an bei aus
    über unter wenn weil dass als noch schon nur sehr mehr hier dort`,
  pt: `o a os as um uma uns umas de do da dos das em no na nos nas e ou que não sim por para com sem sobre entre até desde como mais menos muito já mas porque quando onde quem qual eu tu você ele ela nós
    vocês eles me te se lhe meu minha teu seu sua este esta isto esse essa isso aqui ali olá oi obrigado obrigada bom dia boa tarde noite tchau ajuda ajudar preciso quero posso pode tenho tem temos há é
    são está estão estou foi fui ser estar fazer feito dinheiro conta banco cartão pagar pago paguei enviar enviei enviado receber recebi perdi perdido golpe golpista enganado roubaram roubado mensagem
    ligação ligaram número telefone link clicar senha código polícia denúncia favor urgente trabalho oferta hoje amanhã ontem tudo todos nada sempre nunca também agora antes depois pouco outro mesmo senhor
    senhora amigo família casa ano mês semana reais consigo acessar minha pela pelo ao à`,
  it: `il lo la i gli le un uno una di a da in con su per tra fra e o ma che non sì no se come più meno molto già perché quando dove chi quale cosa io tu lui lei noi voi loro mi ti si ci vi mio mia tuo suo
    sua questo questa quello quella qui lì ciao salve grazie mille buongiorno buonasera arrivederci aiuto aiutare bisogno voglio posso può ho hai ha abbiamo avete hanno sono sei è siamo siete stato stata
    essere avere fare fatto soldi conto banca carta pagare pagato ho pagato inviare inviato ricevere ricevuto perso truffa truffato truffatore rubato messaggio chiamata chiamato numero telefono link
    cliccare password codice polizia denuncia favore urgente lavoro offerta oggi domani ieri tutto tutti niente sempre mai anche adesso ora prima dopo poco altro stesso signore signora amico famiglia casa
    anno mese settimana giorno euro del della dei delle nel nella al alla dal dalla sul sulla`,
  nl: `de het een van in op te en of maar niet geen ik jij je u hij zij ze wij we jullie mij me jou hem haar ons hun mijn jouw uw zijn dit dat deze die hier daar wat wie waar wanneer waarom hoe welke is
    bent was waren worden wordt werd heb hebt heeft hebben had kan kunnen kunt moet moeten wil willen zal zou graag alstublieft dank dankjewel bedankt hallo dag goedemorgen goedenavond ja nee hulp helpen
    geld rekening bank pas betaald betalen overgemaakt gestuurd verzonden ontvangen verloren oplichting opgelicht oplichter gestolen bericht gebeld nummer telefoon klikken wachtwoord code politie aangifte
    dringend werk aanbod vandaag morgen gisteren alles altijd nooit ook nu voor na veel weinig andere zelfde meneer mevrouw vriend familie huis jaar maand week met zonder aan bij uit over onder als omdat nog al
    alleen zeer meer er om door naar toch wel`,
  tr: `ben sen o biz siz onlar bir bu şu ve veya ama değil mi mı ne kim nerede ne zaman neden nasıl var yok evet hayır lütfen teşekkürler merhaba günaydın yardım edin para hesap banka kart ödedim gönderdim
    gönder aldım kaybettim dolandırıldım dolandırıcı çaldılar mesaj aradı numara telefon bağlantı tıkla şifre kod polis şikayet acil iş teklif bugün yarın dün her hiç çok az için ile gibi kadar sonra önce
    benim senin onun bizim oldu olan olarak daha en şimdi`,
  pl: `ja ty on ona my wy oni to ten ta jest są był była być nie tak i lub ale że co kto gdzie kiedy dlaczego jak mam masz ma proszę dziękuję cześć dzień dobry pomoc pomóżcie pieniądze konto bank karta
    zapłaciłem wysłałem wysłać otrzymałem straciłem oszustwo oszukany oszukano oszust ukradli wiadomość telefon dzwonił numer link kliknąć hasło kod policja pilne praca oferta dzisiaj jutro wczoraj wszystko
    zawsze nigdy też teraz przed po dużo mało pan pani dla z ze do od na w za przez się mnie mi moje zostałem`,
  sv: `jag du han hon vi ni de det den en ett och eller men inte är var blev har hade kan måste vill ska mig dig sig oss min din sin här där vad vem var när varför hur ja nej tack hej snälla hjälp pengar
    konto bank kort betalade betala skickade skicka fick förlorade bedrägeri lurad bedragare stulen meddelande ringde nummer telefon länk klicka lösenord kod polis anmälan bråttom jobb erbjudande idag
    imorgon igår allt alltid aldrig också nu före efter mycket lite annan för med utan på till från om att som av`,
  // Korean and Hindi in Latin letters, and keys struck at random: text that no answer can be given in.
  und: `annyeong annyeonghaseyo gamsahamnida mianhae jeoneun saranghae oppa unni jinjja daebak chingu eomma appa hajima gwaenchanha mwohae eodiya bogosipeo haseyo imnida juseyo yeoboseyo ottoke aigoo
    namaste kaise ho kya hai nahi haan mujhe mera tera paisa chahiye kar raha hoon gaya dhanyavad accha theek bhai kyun kaun kab kahan karo diya liya bahut abhi kal aaj
    asdf qwer zxcv asdfgh qwerty hjkl xxxx zzz fghj bnm wtfq kjh lkj sdfg poiu mnbv qwe asd zxc hhh jjj`,
};
