"""Words of Indonesian names, most frequent first, from which the bench makes invented people."""

from __future__ import annotations

MALE_FIRST = (
    "muhammad ahmad agus budi abdul dedi asep joko hendra andi eko rudi bambang slamet suparman sutrisno yusuf "
    "arif iwan heri wahyu dwi tri rizki adi fajar bagus dimas rian irfan ridwan hasan husein ibrahim ismail "
    "zainal syaiful khairul nurdin saiful mulyadi suryadi supriyadi sugeng wawan ujang cecep dadang endang "
    "aep maman tatang yayat yanto yudi taufik hidayat faisal farhan fauzan fikri galih gilang ilham imam indra "
    "jamaludin kurniawan lukman mahmud malik mansur miftah mukhlis nanang nugroho pandu panji prasetyo purnomo "
    "putra rahmat raihan rafi rafli reza rosyid sahrul salman samsul sandi satria sigit sofyan subagyo suharto "
    "sukarno sulaiman sumarno suroso syarif teguh tono umar usman wayan ketut made nyoman putu kadek yohanes "
    "yosep zaki zulkifli azka arkan kenzo alif bayu candra danang darmawan edi erwin ferdi gunawan hamzah "
    "haris hilman jaka karim latif mirza naufal oki rangga rio roni saputra tegar vino wira yoga zidan "
    "cahyo daffa gibran habib jajang kosasih kusnadi nana oman rohman sanusi suherman sumantri tedi uus"
).split()
MALE_LAST = (
    "hidayat saputra setiawan kurniawan nugroho santoso wijaya pratama ramadhan maulana firmansyah gunawan "
    "susanto suryana permana rahman hakim fauzi iskandar siregar nasution lubis harahap simanjuntak sitorus "
    "kusuma wibowo prasetyo purnama sanjaya mulyana suhendar sudrajat supriatna suryadi rohman aziz ghofur "
    "syahputra akbar alfarizi anwar arifin basuki budiman darmawan effendi fadilah fahmi hamdani hanafi haryanto "
    "hasibuan hermawan huda ibrahim irawan ismail jaelani kholid laksono lesmana mahendra mubarok mustofa "
    "nasrullah nurrohman oktavian perdana prabowo prayitno putra rizki rosadi rusmana sabilillah santika "
    "sasmita sembiring setiadi sholeh simbolon soleh subagja sugiarto suhardi sukmana sunarya supardi sutisna "
    "syahrul tarigan utomo wahid wahyudi wardana wicaksono widodo winata yulianto yusuf zaelani zulfikar "
    "handoko hartono kartono margono pangestu rustandi sulistyo sumarna tanjung pane"
).split()
FEMALE_FIRST = (
    "siti nur sri dewi ani eka rina yuni tuti euis neneng nani titin wati yanti yuliana aisyah fatimah nurul "
    "rani rini lina dina ratna rosita sulastri sumiati suryati mariam maryati khadijah zahra putri intan tiara "
    "kirana nabila salma aulia amelia anisa annisa ayu bella cahaya citra dahlia desi devi diah dian elis ela "
    "endah erna esih eti evi fitri fitria gita hana hasanah heni herlina ida iis imas ina indah indriyani ika "
    "iroh isma jubaedah juju julaeha kartika kokom komala kurniasih laila lastri lestari lia lilis lisna "
    "maesaroh mega meli mila mimin mira nadia najwa naila nia nining nita novi nuraini nurhayati nurjanah "
    "nurlaela odah oktavia oom popon puji puspita rahma rahmawati raisa ratih rika rohayati rohmah rosmiati "
    "sabrina safira salsabila sani sari sarah selvi sinta sopiah suci sukaesih sulis suminar supriyati surtini "
    "susi susanti syifa tati tika tita tri umi ulfa vina wahyuni wida widya winda wulan yeni yati yayah yoyoh "
    "yulia yusnia zaskia zulaikha made ketut wayan kadek ni komang maria kristina agnes yohana"
).split()
FEMALE_LAST = (
    "lestari rahayu wulandari hasanah aminah nurhayati fitriani permata sari kusuma anggraini wati handayani "
    "puspitasari ramadhani maharani safitri rahmawati kurniasih susanti yuliani kartini alawiyah khotimah "
    "nurjanah mulyani suryani widiastuti astuti utami oktaviani pratiwi agustina damayanti apriliani "
    "febrianti andriani azzahra salsabila zahra maulida khairunnisa nurlaila hidayah marlina novitasari "
    "purnamasari purwanti rohmah rosdiana rusmiati sukmawati sulastri sumarni supriatin suhartini suwarni "
    "syahrani triana wahyuningsih widyawati yanti yulianti juariah jamilah halimah humairah istiqomah kamilah "
    "komariah latifah lubis maesaroh maryam masitoh mufidah muslimah mutmainah nasution ningsih ningrum nisa "
    "nuraeni nurazizah nurfadilah octavia pertiwi putri qomariah rachmawati robiah rodiah sadiah saputri "
    "setiawati siregar solihah sumiyati syafira tarigan umayah wardah yunita zakiyah zulfa hartati hapsari "
    "dewi kirana kumalasari laksmi melati ayuningtyas cahyani"
).split()
