"""The invented vocabulary of the newsroom: places, people, sentences, and lines that mislead.

Articles of real news have few runs of three words in common, even where they are about the same
things: most sentences are put together from words, and few are phrases that stand in many articles.
"""

from dataclasses import dataclass

AGENCY = "Purna Warta"


@dataclass(frozen=True, kw_only=True)
class Place:
    """An invented place and how its dateline is written."""

    name: str
    dateline: str


PLACES = (
    Place(name="Zarandu", dateline="Zarandu, {agency} – "),
    Place(name="Mar’asin", dateline="Mar’asin, {agency} – "),
    Place(name="Telukmanis", dateline="Telukmanis, {agency} - "),
    Place(name="Kota Lumaru", dateline="Kota Lumaru, {agency} — "),
    Place(name="Bandar Seruni", dateline="Bandar Seruni, {agency} – "),
    Place(name="Hidayah al-Qadim", dateline="Hidayah al-Qadim, {agency} – "),
    Place(name="Wadi Kamra", dateline="{agency} – "),
    Place(name="Pulau Gelintang", dateline=""),
    Place(name="Nurwasi", dateline="Nurwasi, {agency} "),
)
GIVEN = ("Sulman", "Warida", "Hafna", "Rustaji", "Melati", "Zubir", "Kartika", "Yamanu", "Ilwan")
FAMILY = ("Padrawan", "Kelana", "Siraju", "Mendung", "al-Fahiri", "Tarumbai", "Wijanarka", "Osmali")
REPORTERS = ("Redaksi", "Laila Permadi", "Budi Tarukan", "Siti Nurwahid")
SUBJECTS = (
    "perbaikan bendungan hulu", "gencatan senjata di lembah utara", "panen padi gogo",
    "jalur kereta pesisir", "sekolah terapung", "pameran naskah kuno", "vaksin tahap ketiga",
    "tarif angkutan sungai", "sidang anggaran riset", "pemulihan hutan bakau",
    "pemilihan kepala desa", "bantuan obat bagi pengungsi",
)  # fmt: skip
HEADLINE_VERBS = ("Bahas", "Umumkan", "Soroti", "Tunda", "Sambut", "Pertanyakan")
HEADLINE_TURNS = (
    "", ", {person} Angkat Bicara", ": {person} Minta Waktu", " di Tengah 3 Tuntutan Warga",
    ", “Belum Selesai,” Kata {person}", " – Tahun 2026",
)  # fmt: skip
SECTIONS = (
    "internasional/yaman", "internasional/iran", "internasional/amerika", "internasional",
    "timur-tengah", "analisa", "lainnya/karikatur", "nasional", "budaya",
)  # fmt: skip
TAGS = ("kemanusiaan", "pangan", "diplomasi", "pendidikan", "energi", "Asia Barat", "pemilu 2026")
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
SENTENCES = (
    "{person} menegaskan bahwa {event} tetap berjalan walaupun hujan turun sejak {day}.",
    "Sebanyak {number} keluarga tercatat menunggu giliran di {place}.",
    "Menurut {person}, kenaikan itu mencapai {share} persen dibandingkan tahun {year}.",
    "“Kami tidak akan berhenti sebelum {event} selesai,” kata {person} di {place}.",
    "Panitia di {place} mencatat {number} orang hadir, separuhnya warga lanjut usia.",
    "Hingga berita ini diturunkan, belum ada keterangan resmi mengenai {event}.",
    "Di {place}, {person} meminta semua pihak menahan diri dan membuka ruang dialog.",
    "Laporan tahun {year} menyebut {event} sebagai pekerjaan yang paling lama tertunda.",
    "Warga {place} berharap keputusan diambil sebelum {day} pekan depan.",
    "Ketika ditemui wartawan, {person} hanya tersenyum lalu masuk ke ruang rapat.",
    "Anggaran sebesar {number} juta sudah disetujui, tetapi pencairannya menunggu audit.",
    "Para pengamat menilai {event} akan menentukan wajah {place} sepuluh tahun ke depan.",
)
#: Of how many sentences one is of those above.
PHRASED = 10
#: Sentences as word classes, and words that stand as they are.
PATTERNS = (
    "FOLK ADJECTIVE VERB THING ADJECTIVE yang VERB THING ADJECTIVE MANNER.",
    "MANNER FOLK VERB THING ADJECTIVE dekat THING ADJECTIVE bersama FOLK ADJECTIVE.",
    "THING ADJECTIVE itu VERB THING hingga FOLK ADJECTIVE VERB THING ADJECTIVE.",
    "Sebelum FOLK VERB THING, FOLK ADJECTIVE MANNER VERB THING ADJECTIVE.",
    "“Para FOLK VERB THING ADJECTIVE MANNER,” ujar FOLK ADJECTIVE sambil VERB THING.",
    "Tanpa THING ADJECTIVE, FOLK VERB THING milik FOLK ADJECTIVE MANNER.",
    "MANNER THING ADJECTIVE VERB FOLK, sedangkan THING ADJECTIVE VERB THING.",
    "FOLK VERB THING, VERB THING ADJECTIVE, lalu VERB FOLK ADJECTIVE MANNER.",
    "Jika THING VERB THING ADJECTIVE, FOLK MANNER VERB THING ADJECTIVE.",
    "Bukan FOLK ADJECTIVE, melainkan FOLK VERB THING ADJECTIVE untuk VERB THING.",
)
#: The words of each class, spaced.
CLASSES = {
    "FOLK": """
        nelayan petani guru murid perawat bidan kusir tukang pedagang penenun pandai pelaut
        penjaga juru arsiparis pemandu penyair pelukis peneliti pustakawan mandor kuli montir
        peternak pemahat penjahit sopir masinis pilot wasit hakim jaksa saksi bupati camat lurah
        santri dosen ahli dokter apoteker kurir tamu tetangga pengungsi relawan penerjemah notaris
        kasir pelatih
    """,
    "THING": """
        bendungan perahu dermaga gudang pasar jembatan tanggul lumbung menara mercusuar jaring
        layar kemudi kapal kereta rel gerbong stasiun terowongan jalan pagar kebun sawah ladang
        hutan rawa danau muara teluk bukit lembah sumur pompa saluran kincir generator kabel lampu
        tungku dapur sekolah kelas papan buku naskah peta arsip surat laporan anggaran undangan
        kontrak sertifikat meterai stempel cermin jendela pintu atap dinding lantai tangga halaman
        taman bangku panggung tirai gamelan kecapi seruling gendang topeng wayang batik tenun
        benang jarum kain tikar keranjang karung beras jagung kedelai garam gula kopi teh rempah
        cengkih lada vanili kelapa pisang nangka ikan udang kerang rumput telur susu madu obat
        vaksin perban timbangan kamera radio antena satelit baterai panel turbin mesin bengkel
        traktor gerobak sepeda roda ban rem helm seragam sepatu payung tenda selimut kasur
    """,
    "VERB": """
        menata memeriksa mengganti menunggu memindahkan mengukur mencatat membongkar menjaga
        merawat meminjam menutup membuka mengangkut menimbang menyusun memagari menambal mewarnai
        mengirim menerima membagi menghitung menggali menanam memanen mengeringkan menyimpan
        melepas mengikat memasang mencuci memotong menjahit memahat melukis merekam menyalin
        menerjemahkan mengajarkan menguji menyewa membeli menjual menukar meminta menolak
        menyetujui menunda mempercepat memperluas memperbaiki membersihkan menghias memotret
        mendata menyegel meresmikan mengawasi melindungi
    """,
    "ADJECTIVE": """
        tua muda baru lama lebar sempit panjang pendek tinggi rendah dalam dangkal terang gelap
        teduh panas dingin kering basah bersih kusam halus kasar ringan berat kuat rapuh lurus
        bengkok bundar datar miring terbuka tertutup kosong penuh utuh retak langka murah mahal
        sederhana megah sunyi ramai jauh setempat terapung terpencil tersisa terbesar tertua
        bersejarah berwarna sementara tetap rahasia resmi
    """,
    "MANNER": """
        kemarin perlahan serentak bergantian diam-diam terburu-buru berkali-kali berulang-ulang
        semalam lusa akhirnya mula-mula biasanya kadang-kadang jarang selalu kembali bersama-sama
        sendirian terang-terangan hati-hati setengah-hati mendadak berangsur-angsur pelan-pelan
        sekaligus kemudian
    """,
}
LOOKALIKES = (
    "Ia meminta murid baca juga catatan kaki di halaman terakhir sebelum menjawab soal.",
    "Baca juga tulis menjadi pelajaran wajib di madrasah itu sejak dua tahun lalu.",
    "“Baca juga: jangan hanya dihafal,” ujar guru itu sambil menunjuk papan tulis.",
    "Lihat juga bagaimana nelayan menambal jaring, kata pemandu kepada rombongan.",
    "Baca: begitu perintah pertama yang ia terima dari kakeknya di serambi masjid.",
    "Pada akhir surat tertulis Leave a Reply, tetapi tidak seorang pun membalasnya.",
    "Simak juga, pesannya, suara burung di antara dua azan.",
    "Berita terkait pemadaman itu sampai ke kampung sebelah sebelum listrik menyala.",
)
REMARKS = (
    "Semoga lekas selesai, aamiin.", "Baca juga komentar saya kemarin, min.",
    "Beritanya lengkap, terima kasih redaksi.", "Di kampung saya malah belum ada listrik.",
)  # fmt: skip
MARKERS = ("Baca Juga : ", "Baca Juga : ", "Baca juga: ", "Baca juga : ", "Lihat juga: ")
COMMON_MARKUPS = ("paragraph", "paragraph", "paragraph", "bold", "bold_marker", "separate_elements")
