"""The invented vocabulary of the newsroom: places, people, sentences, and lines that mislead."""

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
