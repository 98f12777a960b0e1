//! News of two or three sentences in many languages, with the code of the language that they are to
//! be taken for: `xx` where there is no stemmer.

/// Code of the language, and the text.
pub(crate) const SAMPLES: &[(&str, &str)] = &[
    (
        "ar",
        "أعلنت الحكومة يوم الخميس عن خطة جديدة لإعادة بناء المدن التي دمرتها الفيضانات. وقال رئيس الوزراء إن العمل سيبدأ في الشهر المقبل، وإن المساعدات ستصل إلى جميع الأسر المتضررة.",
    ),
    (
        "ar",
        "قتل خمسة أشخاص وأصيب عشرون آخرون في حادث تصادم قطارين شمال القاهرة، بحسب ما ذكرت وزارة الصحة.",
    ),
    (
        "da",
        "Regeringen vil bruge to milliarder kroner på at sikre kysterne mod oversvømmelser. Det oplyste statsministeren torsdag på et pressemøde i København, hvor hun også sagde, at arbejdet begynder næste år.",
    ),
    (
        "da",
        "Politiet har anholdt tre mænd efter et skyderi i Aarhus natten til søndag. Ingen kom alvorligt til skade, og motivet er endnu ikke kendt.",
    ),
    (
        "de",
        "Die Bundesregierung hat am Donnerstag ein neues Gesetz zum Schutz der Küsten beschlossen. Nach Angaben der Ministerin sollen die Arbeiten schon im nächsten Jahr beginnen, sobald der Bundestag zugestimmt hat.",
    ),
    (
        "de",
        "Wie die Zeitung „The New York Times“ berichtet, will die Bank of America in Frankfurt tausend Stellen streichen. Ein Sprecher wollte sich dazu nicht äußern.",
    ),
    (
        "de",
        "Bei einem Unfall auf der A7 sind drei Menschen ums Leben gekommen. Die Autobahn blieb bis zum Abend gesperrt.",
    ),
    (
        "el",
        "Η κυβέρνηση ανακοίνωσε την Πέμπτη νέα μέτρα για τους πληγέντες από τις πλημμύρες. Ο πρωθυπουργός δήλωσε ότι οι εργασίες θα ξεκινήσουν τον επόμενο μήνα.",
    ),
    (
        "en",
        "The government announced on Thursday a new plan to rebuild the towns that were destroyed by floods. The prime minister said that work would begin next month.",
    ),
    (
        "en",
        "Storms hit northern Spain, killing three people in Santander and Bilbao. Madrid sent troops.",
    ),
    (
        "en",
        "Jürgen Müller and François Hollande met Recep Tayyip Erdoğan at Istanbul's Dolmabahçe palace.",
    ),
    ("en", "World, July 2002"),
    (
        "es",
        "El gobierno anunció el jueves un nuevo plan para reconstruir los pueblos destruidos por las inundaciones. El presidente dijo que las obras comenzarán el próximo mes y que la ayuda llegará a todas las familias.",
    ),
    (
        "es",
        "Al menos cinco personas murieron y veinte resultaron heridas en un choque de trenes al norte de Madrid, según informaron las autoridades.",
    ),
    (
        "fi",
        "Hallitus kertoi torstaina uudesta suunnitelmasta, jolla tulvien tuhoamat kylät rakennetaan uudelleen. Pääministerin mukaan työt alkavat ensi kuussa, ja apua saavat kaikki perheet.",
    ),
    (
        "fi",
        "Poliisi otti kiinni kolme miestä Tampereella sunnuntain vastaisena yönä. Kukaan ei loukkaantunut vakavasti.",
    ),
    (
        "fr",
        "Le gouvernement a annoncé jeudi un nouveau plan pour reconstruire les villages détruits par les inondations. Le premier ministre a déclaré que les travaux commenceraient le mois prochain.",
    ),
    (
        "fr",
        "Au moins cinq personnes sont mortes et vingt autres ont été blessées dans une collision de trains au nord de Lyon, selon la préfecture.",
    ),
    (
        "hu",
        "A kormány csütörtökön új tervet jelentett be az árvíz által elpusztított falvak újjáépítésére. A miniszterelnök szerint a munka a jövő hónapban kezdődik, és minden család kap segítséget.",
    ),
    (
        "hu",
        "Három embert vett őrizetbe a rendőrség Budapesten vasárnap éjszaka. Senki sem sérült meg súlyosan.",
    ),
    (
        "it",
        "Il governo ha annunciato giovedì un nuovo piano per ricostruire i paesi distrutti dalle alluvioni. Il presidente del Consiglio ha detto che i lavori cominceranno il mese prossimo.",
    ),
    (
        "it",
        "Almeno cinque persone sono morte e venti sono rimaste ferite in uno scontro tra treni a nord di Bologna, secondo la polizia.",
    ),
    (
        "nl",
        "De regering heeft donderdag een nieuw plan aangekondigd om de door overstromingen verwoeste dorpen weer op te bouwen. Volgens de premier begint het werk volgende maand.",
    ),
    (
        "nl",
        "De politie heeft zondagnacht drie mannen aangehouden na een schietpartij in Rotterdam. Niemand raakte ernstig gewond.",
    ),
    (
        "no",
        "Regjeringen la torsdag fram en ny plan for å bygge opp igjen bygdene som ble ødelagt av flommen. Statsministeren sa at arbeidet skal begynne neste måned, og at alle familier får hjelp.",
    ),
    (
        "no",
        "Politiet har pågrepet tre menn etter en skyteepisode i Bergen natt til søndag. Ingen ble alvorlig skadet, og motivet er foreløpig ikke kjent.",
    ),
    (
        "pt",
        "O governo anunciou na quinta-feira um novo plano para reconstruir as cidades destruídas pelas enchentes. O presidente disse que as obras vão começar no próximo mês e que a ajuda chegará a todas as famílias.",
    ),
    (
        "pt",
        "Pelo menos cinco pessoas morreram e vinte ficaram feridas numa colisão de comboios a norte de Lisboa, segundo as autoridades.",
    ),
    (
        "ro",
        "Guvernul a anunțat joi un nou plan pentru reconstruirea satelor distruse de inundații. Prim-ministrul a declarat că lucrările vor începe luna viitoare și că toate familiile vor primi ajutor.",
    ),
    (
        "ro",
        "Cel puțin cinci persoane au murit și douăzeci au fost rănite într-un accident de tren la nord de București, potrivit poliției.",
    ),
    (
        "ru",
        "Правительство объявило в четверг о новом плане восстановления городов, разрушенных наводнением. Премьер-министр заявил, что работы начнутся в следующем месяце.",
    ),
    (
        "ru",
        "Не менее пяти человек погибли и двадцать пострадали при столкновении поездов под Москвой, сообщили в МЧС.",
    ),
    (
        "sv",
        "Regeringen presenterade på torsdagen en ny plan för att bygga upp de byar som förstördes av översvämningarna. Enligt statsministern börjar arbetet nästa månad.",
    ),
    (
        "sv",
        "Polisen har gripit tre män efter en skottlossning i Malmö natten till söndagen. Ingen skadades allvarligt, och motivet är ännu inte känt.",
    ),
    (
        "ta",
        "வெள்ளத்தால் அழிந்த கிராமங்களை மீண்டும் கட்ட புதிய திட்டத்தை அரசு வியாழக்கிழமை அறிவித்தது. பணிகள் அடுத்த மாதம் தொடங்கும் என்று முதலமைச்சர் கூறினார்.",
    ),
    (
        "tr",
        "Hükümet perşembe günü selden zarar gören köylerin yeniden inşası için yeni bir plan açıkladı. Başbakan, çalışmaların gelecek ay başlayacağını ve bütün ailelere yardım edileceğini söyledi.",
    ),
    (
        "tr",
        "Ankara'nın kuzeyinde iki trenin çarpışması sonucu en az beş kişi öldü, yirmi kişi yaralandı. Kaza sabah saatlerinde oldu.",
    ),
    (
        "xx",
        "政府周四宣布了一项重建被洪水摧毁的城镇的新计划。总理表示，工程将于下个月开始，援助将送达所有家庭。",
    ),
    (
        "xx",
        "政府は木曜日、洪水で壊れた町を再建する新しい計画を発表した。首相は、工事は来月始まると述べた。",
    ),
    (
        "xx",
        "정부는 목요일 홍수로 파괴된 마을을 재건하기 위한 새로운 계획을 발표했다. 총리는 다음 달에 공사가 시작될 것이라고 말했다.",
    ),
    (
        "xx",
        "รัฐบาลประกาศเมื่อวันพฤหัสบดีถึงแผนใหม่ในการสร้างเมืองที่ถูกน้ำท่วมทำลายขึ้นใหม่ นายกรัฐมนตรีกล่าวว่างานจะเริ่มในเดือนหน้า",
    ),
    (
        "xx",
        "Уряд оголосив у четвер про новий план відбудови міст, зруйнованих повінню. Прем'єр-міністр заявив, що роботи розпочнуться наступного місяця.",
    ),
    (
        "xx",
        "Правителството обяви в четвъртък нов план за възстановяване на градовете, разрушени от наводненията. Премиерът заяви, че работата ще започне следващия месец.",
    ),
    (
        "xx",
        "Влада је у четвртак објавила нови план за обнову градова уништених у поплавама. Премијер је рекао да ће радови почети следећег месеца.",
    ),
    (
        "xx",
        "Үкімет бейсенбі күні су тасқынынан зардап шеккен ауылдарды қалпына келтірудің жаңа жоспарын жариялады. Премьер-министр жұмыс келесі айда басталатынын айтты.",
    ),
    (
        "xx",
        "הממשלה הודיעה ביום חמישי על תוכנית חדשה לשיקום הערים שנהרסו בשיטפונות. ראש הממשלה אמר שהעבודות יתחילו בחודש הבא.",
    ),
    (
        "xx",
        "सरकार ने गुरुवार को बाढ़ से नष्ट हुए शहरों के पुनर्निर्माण के लिए एक नई योजना की घोषणा की। प्रधानमंत्री ने कहा कि काम अगले महीने शुरू होगा।",
    ),
    (
        "xx",
        "دولت روز پنج‌شنبه از طرح تازه‌ای برای بازسازی شهرهای ویران‌شده در سیل خبر داد. نخست‌وزیر گفت که کار از ماه آینده آغاز می‌شود.",
    ),
    (
        "xx",
        "حکومت نے جمعرات کو سیلاب سے تباہ ہونے والے شہروں کی تعمیر نو کے لیے نئے منصوبے کا اعلان کیا۔ وزیر اعظم نے کہا کہ کام اگلے مہینے شروع ہوگا۔",
    ),
    (
        "xx",
        "Rząd ogłosił w czwartek nowy plan odbudowy miast zniszczonych przez powódź. Premier powiedział, że prace rozpoczną się w przyszłym miesiącu, a pomoc trafi do wszystkich rodzin.",
    ),
    (
        "xx",
        "Vláda ve čtvrtek představila nový plán na obnovu měst zničených povodněmi. Premiér řekl, že práce začnou příští měsíc a že pomoc dostanou všechny rodiny.",
    ),
    (
        "xx",
        "Chính phủ hôm thứ Năm công bố kế hoạch mới nhằm xây dựng lại các thị trấn bị lũ lụt tàn phá. Thủ tướng cho biết công việc sẽ bắt đầu vào tháng tới.",
    ),
    (
        "xx",
        "Pemerintah pada hari Kamis mengumumkan rencana baru untuk membangun kembali kota-kota yang hancur akibat banjir. Perdana menteri mengatakan bahwa pekerjaan akan dimulai bulan depan.",
    ),
    (
        "xx",
        "Vlada je u četvrtak objavila novi plan za obnovu gradova uništenih u poplavama. Premijer je rekao da će radovi početi sljedeći mjesec i da će sve obitelji dobiti pomoć.",
    ),
];
