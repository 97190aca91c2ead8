"""Common nouns that say what a name beside them is: ``doelman Coutinho``, ``de roman Max Havelaar``."""

from __future__ import annotations

_NOUNS = {
    "person": """
        aanklaagster aanklager aannemer aanvaller aanvoerder aartsbisschop acrobaat acteur activist actrice
        adjudant administrateur admiraal adviseur advocaat afgevaardigde afgezant agent ambassadeur ambtenaar
        analist anesthesist animator antropoloog apotheker arbeider arbiter archeoloog architect artiest arts
        assistent astroloog astronaut astronoom atleet atlete auditeur auteur baas babysitter ballerina bankier
        barman baron barones bassist bediende beeldhouwer beeldhouwster begeleider begrafenisondernemer beheerder
        belager beleidsmedewerker bendeleider bestuurder beul bewaker biograaf bioloog bisschop bobsleeër
        boekhouder boekhoudster boer boerin bokser bokskampioen bondscoach boswachter brigadier broer burgemeester
        butler buurman buurvrouw cabaretier caféhouder cameraman campagneleider captain cardioloog cartoonist
        chauffeur chef chirurg choreograaf cineast clown coach collega columnist commandant commentator
        commissaris componist componiste conciërge conducteur conservator consul correspondent correspondente
        coureur couturier crimineel criticus crosser crossers curator dader danser danseres decaan deelneemster
        deelnemer deken delegatieleider detective dichter dichteres dictator dief dierenarts diplomaat directeur
        directrice dirigent discuswerper docent dochter doctor documentairemaker doelman dokter dominee drugsbaron
        drummer echtgenoot echtgenote echtpaar econoom eigenaar eigenares eindredacteur ereburger eredivisionist
        erfgenaam ex-man ex-vriend ex-vrouw expert fabrikant favoriet filmmaker filosoof formateur fotograaf
        fractieleider fractievoorzitter fysicus gedelegeerde gedeputeerde geestelijke gemachtigde gemeenteraadslid
        geneesheer generaal generaal-majoor geoloog getuige gevangene gezant gids gijzelnemer gitarist goalgetter
        gouverneur gouverneur-generaal graaf gravin griffier groenteboer grondlegger grootmoeder grootvader
        gynaecoloog hacker hertog hertogin historicus hoofdaanklager hoofdcommissaris hoofdredacteur
        hoofdrolspeler hoofdtrainer hoogleraar hoogleraren hoogspringer hotelier huisarts huurling illustrator
        imam informant informateur ingenieur inspecteur intendant internist jockey jongen journalist journaliste
        judoka juf jurist justitieminister kalief kamerlid kamervoorzitter kampioen kampioene kandidaat
        kandidaat-burgemeester kandidate kanselier kapitein kapper kardinaal kasteelheer keeper keizer keizerin
        klant klimmer klokkenluider knecht kogelstoter kok kolenboer kolonel koning koningin kopman korporaal
        korpschef kosmonaut krijgsheer kroonprins kroonprinses kunstcriticus kunstenaar kunstenares kunstschilder
        landbouwer landgenoot landgenote landvoogd leerling leider leidster leraar lerares lijsttrekker linksback
        lobbyist loodgieter loopster loper luitenant maarschalk magistraat majesteit majoor makelaar manager
        marinier massamoordenaar mecenas medestander medewerker medewerkster meester meesterknecht meisje meneer
        metser mevrouw middenvelder middenveldster mijnwerker militair miljardair minister moderator moeder
        moordenaar moordverdachte moslimgeestelijke muzikant nationalist neef neuroloog nicht notaris officier oma
        ombudsman omroeper omroepster onderkoning onderminister ondernemer onderwijzer onderwijzeres onderzoeker
        onderzoeksrechter ontdekkingsreiziger ontwerper ontwerpster oom opa operateur opperbevelhebber
        oppositieleider oprichter oprichtster organisator oud-minister oud-premier overlevende partijgenoot
        partijleider partijvoorzitter pastoor pater patholoog patiënt patiënte patron paus perschef pianist piloot
        pitcher ploegarts ploegbaas ploegleider ploegmaat politica politicoloog politicus politiechef
        politiecommissaris politierechter politiewoordvoerder portier postbode predikant prefect premier
        presentator presentatrice president presidentskandidaat priester prins prinses priores procureur
        procureur-generaal prodecaan producent producer profeet professor programmamaker programmeur promotor
        provinciegouverneur provocateur psychiater psychologe psycholoog raadsheer raadslid raadsman rabbijn
        rapper rapporteur rebel rebellenleider rechter rechtsback rector redacteur referendaris regisseur
        regisseuse renner reporter reservist ridder rijkswachter rivaal rockster romanschrijver ruiter saxofonist
        scenarist schaatser schaatsster schaker scheidsrechter schepen schepene schilder schoonmoeder schoonvader
        schrijfster schrijver schutter secretaris secretaris-generaal senator senatrice sergeant sheriff sjeik
        slachtoffer slager slagwerker smokkelaar socioloog soldaat solist soliste sopraan specialist speelster
        speerwerper speler spion spits spitsen sportdirecteur spreker sprinter staatssecretaris stadhouder
        stadsdichter statisticus stichter strateeg stripauteur striptekenaar student studente substituut sultan
        supporter tandarts tante taxichauffeur teamchef teamgenoot teammanager technicus tegenstander tekenaar
        tekstdichter tennisser tennisster tenor terrorist theatermaker theoloog thesaurier titelhouder
        toneelschrijver topman topscorer topsporter topvrouw tovenaar trainer trainster tsaar turner turnster
        tweeling uitbater uitgever uitvinder vader vakbondsleider vakbondsman vakbondsvrouw vedette veearts
        verdachte verdediger verloofde verpleegster verslaggeefster verslaggever verspringer vertaalster vertaler
        vertegenwoordiger vertegenwoordigster verzetsstrijder verzorger veteraan viceadmiraal vicepremier
        vicevoorzitter violist violiste visser vleugelspeler vluchteling voetballer voorganger voorman voorzanger
        voorzitster voorzitter vriend vriendin vrouw waarnemer waarzegster weduwe weduwnaar wereldkampioen
        wereldkampioene werknemer wetenschapper wetenschapster wethouder wielrenner wielrenster winnaar winnares
        wiskundige woordvoerder woordvoerster zaakgelastigde zaakvoerder zakenman zakenvrouw zanger zangeres
        zeeman zeiler zelfmoordterrorist ziener zoon zus zusje zusjes zuster zwager zwemkampioen zwemmer zwemster
        zwerver
    """,
    "organisation": """
        aannemersbedrijf academie administratie advocatenkantoor afdeling agentschap alliantie architectenbureau
        architectenkantoor autobouwer autoconcern autofabrikant automerk bank bankgroep bataljon bedrijf
        belangengroep beleggersclub beursgenootschap beweging bierbrouwer bierconcern blad boekhandel bond
        bouwbedrijf bouwgroep bouwonderneming brigade brouwer brouwerij brouwerijgroep bureau burgerbeweging
        busmaatschappij cel chemiebedrijf chemieconcern chipfabrikant club coalitie comité commissie compagnie
        computerbedrijf computerfabrikant concern congregatie consortium coöperatie dagblad dansgezelschap
        denktank departement dienst distributiegroep divisie dochterbedrijf dochteronderneming drukkerij
        eersteklasser elftal energiebedrijf ensemble fabriek faculteit farmabedrijf farmareus federatie filiaal
        filmmaatschappij financieringsmaatschappij firma fonds formatie fractie galerie gemeentebestuur
        gemeenteraad gerecht gerechtshof gezelschap gezondheidsdienst groep groepering grootbank grootwarenhuis
        guerrillabeweging handelskamer handelsmaatschappij hof hogeschool holding hotelketen hulporganisatie
        huurlingenbedrijf ijzerfabriek inlichtingendienst instelling instituut internetbedrijf investeerder
        jeugdbeweging jongerenpartij kabinet kamer kartel kerkgenootschap kerngroep keten kledingketen kliniek
        knokploeg koepel koepelorganisatie koor krant kredietbank kredietverzekeraar krijgsmacht leger legioen
        leverancier liga lobbygroep loge luchtmacht luchtvaartmaatschappij maandblad maatschappij magazine
        mannenkoor marine media mediabedrijf mediagroep mensenrechtenorganisatie metaalbedrijf milieubeweging
        milieuorganisatie militie ministerie modehuis moederbedrijf multinational museum mutualiteit nieuwsdienst
        nieuwssite nieuwszender noodfonds oliebedrijf oliemaatschappij omroep ondernemersorganisatie onderneming
        onderzoeksbureau onderzoeksinstituut opera operator oppositiepartij orde organisatie orkest
        overheidsdienst parket parlement parlementsfractie partij pensioenfonds persbureau platenfirma platform
        ploeg politie politiekorps politiezone popgroep psychiatrie punkgroep raad radiostation radiozender
        raffinaderij rebellenbeweging rebellengroep rechtbank reclamebureau rederij regering regeringspartij
        regiment reisbureau reisorganisatie reisorganisator retailer rockgroep rugbyploeg scheepswerf
        schoenfabrikant school schouwburg secretariaat sekte senaat softwarebedrijf softwarehuis spoorwegen
        spoorwegmaatschappij staalbedrijf staalconcern staatsbedrijf stadsbestuur stichting stroombedrijf
        studentenvereniging studiedienst studio supermarkt supermarktketen syndicaat team telecombedrijf
        telecomoperator televisiestation televisiezender terreurgroep textielbedrijf theater theatergezelschap
        tijdschrift toneelgroep topclub transportbedrijf troepen trust tweedeklasser uitgeverij uitzendbureau unie
        universiteit universiteitsziekenhuis vakbond vakbondskoepel vakcentrale veiligheidsdienst vennootschap
        verbond vereniging verzekeraar verzekeringsgroep verzekeringsmaatschappij vliegtuigbouwer
        vluchtelingenorganisatie voedingsbedrijf voedingsconcern voetbalbond voetbalclub volksbank volkspartij
        wapenfabrikant warenhuis waterschap weekblad werf werkgeversorganisatie werkgroep wielerploeg wielerteam
        winkelgroep winkelketen zangkoor zender ziekenfonds ziekenhuis ziekenhuisgroep zoekmachine zusterbedrijf
        zustermaatschappij
    """,
    "place": """
        abdij afrit arrondissement aula autosnelweg baai badplaats barak basiliek begraafplaats benedenloop berg
        bergen bibliotheek binnenstad bos bosgebied boulevard brouwerijcafé brug buurt café camping concertzaal
        crematorium dal deelgemeente deelstaat dijk discotheek district dok dorp dorpje dorpskern duinen eiland
        eilanden eilandengroep eilandje enclave erf exclave fabrieksterrein fort gebergte gebergtes gebied gebouw
        gehucht gemeente gevangenis gletsjer golf graafschap gracht grens grensgebied grensovergang grensstad
        groeve grot haven havenstad heide heuvel hoofdstad hotel huizenblok industriegebied industriepark
        industrieterrein industriezone jachthaven kaap kade kamp kanaal kanton kasteel kathedraal kazerne kerk
        kerkhof klif klooster kolenmijn kruispunt kust kustplaats kuststad laan laguna landgoed luchthaven
        luchtmachtbasis markt meer metropool metrostation mijnstad miljoenenstad molen monument moskee nachtclub
        natuurgebied natuurpark natuurreservaat oase oceaan oerwoud oever olieveld oorlogskerkhof overweg paleis
        park pension piste plaats plaatsje plein polder prefectuur provincie regenwoud regio republiek residentie
        restaurant rivier rivieren rotonde rots ruïne satellietstad savanne schiereiland sluis snelweg sporthal
        sportpark stad stadion stadje stadsdeel stadspark stadspoort stadswijk standplaats station steden steeg
        steppe stortplaats straat strand straten streek stuwdam stuwmeer synagoge tempel theaterzaal toren tunnel
        universiteitsstad vallei veerhaven veld verkeersknooppunt vesting vijver vlakte vliegbasis vliegveld
        vluchtelingenkamp volkswijk voorstad vulkaan waterval werelddeel wijk winkelcentrum winkelstraat woestijn
        woud zaal zandbank zee zeestraat zijrivier zwembad
    """,
    "work": """
        actieplan affaire akkoord album amendement animatiefilm aria automodel avonturenroman ballade ballet beker
        bestseller besturingssysteem biografie biopic blockbuster boek boekenbeurs bundel burgeroorlog campagne
        cantate carnaval cartoon cd cd-rom circuit collectie column comedy competitie computerprogramma
        computerspel concert concours conferentie congres crisis cultfilm cyclus dagboek debuut debuutalbum
        debuutroman decennium decreet dialoog dichtbundel documentaire docusoap drama driedaagse duet editie
        eedaflegging encycliek epos essay etappe etappekoers evenement expositie feest festival film filmfestival
        finale fotoboek fototentoonstelling fregat game geneesmiddel geweer grondwet handboek handvest helikopter
        hit hitsingle hoorspel horrorfilm installatie jaarbeurs jazzfestival jeugdboek kampioenschap kantate
        kinderboek klassieker klimaattop koers komedie kookboek kortfilm kortverhaal kruiser kruistocht kunstwerk
        kwis leerboek lied liedje literatuurprijs marathon masterclass medicijn meesterwerk memoires mini-album
        misdaadroman model monografie musical muziekfestival naslagwerk nummer ode offensief olympiade
        onderscheiding onderzeeër oorlog operatie operette opstand oratorium orkaan oscar overeenkomst pamflet
        parabel pistool plaat pop-festival popfestival poster poëziebundel prent prijs proces programma project
        protocol psalm quiz quizprogramma raket rally rapport realitysoap reeks referendum reportage requiem
        resolutie revolutie roman romancyclus ronde satire schandaal schilderij schip sculptuur serie show single
        sitcom soap soapserie software sonate song songfestival spel sprookje sprookjesboek staking stelsel strip
        stripalbum stripreeks stripverhaal stuk suite symfonie symposium taal talkshow tank tanker telenovela
        televisieprogramma televisieserie tentoonstelling thriller titel toernooi toernooien toespraak toneelspel
        toneelstuk tornado tragedie trilogie triptiek trofee tv-programma tv-serie tweeluik veerboot veldslag
        verdrag verhaal virus vliegdekschip vliegtuig volkslied voorstelling vredesakkoord vredesproces webbrowser
        wedstrijd wereldbeker wereldkampioenschap wet wielerklassieker winterspelen zege zomerspelen
    """,
}
"""Nouns of newspapers, by what they are nouns of."""
_SHORTEST = 3
_KINDS = {noun: kind for kind, nouns in _NOUNS.items() for noun in nouns.split()}


def kind(lower: str) -> str:
    """What a noun in lower case is a noun of: ``person`` for ``topspits``, as for spits; empty for other words.

    Dutch compounds mean what their last part means.
    """
    for start in range(len(lower) - _SHORTEST + 1):
        found = _KINDS.get(lower[start:])
        if found and (not start or len(lower) - start > _SHORTEST):
            return found
    return ""
