"""Notices that stand in a page's place, and short news that is headed alike. All invented."""

#: Their titles, headings and texts, a line each.
_NOTICES = """\
403 Forbidden
Forbidden
You don't have permission to access this resource on our server.
Dilarang
Akses Anda ditolak
Alamat Anda termasuk yang tidak kami layani. Hubungi pengelola jaringan.
429 Too Many Requests
429
Peladen ini membatasi jumlah permintaan. Silakan coba lagi lima menit lagi.
503 Service Temporarily Unavailable
503 Service Temporarily Unavailable
The server is busy.
kabar.example | 522: Connection timed out
Connection timed out Error code 522
2026-01-04 03:12:00 UTC
Error establishing a database connection
Error establishing a database connection
Hubungi hos Anda.
Galat Basis Data
Galat menghubungkan ke basis data
Sandi pada berkas setelan tidak tepat.
Internet Positif
Internet Positif
Laman yang Anda buka termasuk daftar yang dibatasi oleh peraturan.
Situs Diblokir
Situs ini telah diblokir
Atas permintaan lembaga yang berwenang, laman ini ditutup.
Hacked by Kelompok Bayangan
Hacked by Kelompok Bayangan
Salam dari kami untuk admin yang tertidur.
kabar.example
Domain ini telah kedaluwarsa
Pemiliknya dapat memperpanjang lewat penyedia sampai akhir bulan.
kabar.example is for sale
This domain is for sale
Ajukan penawaran Anda sekarang juga.
Under Maintenance
Kami segera kembali
Kami memindahkan semua berita ke rumah yang baru. Sampai jumpa besok.
Kabar Kotasari
Situs sedang dalam perbaikan
Tim kami bekerja siang dan malam supaya Anda dapat kembali membaca.
Coming Soon
Segera Hadir
Tampilan baru menanti para pembaca yang setia. Tinggalkan alamat surel Anda.
Meninggalkan situs
Anda akan meninggalkan situs ini
Tautan itu menuju laman yang bukan milik kami.
Welcome to nginx!
Welcome to nginx!
Further configuration is required before this server shows pages.
Apache2 Debian Default Page: It works
It works!
This is the page that comes with a new server.
"""
#: Their titles, and what is told below them first, a line each.
_NEWS = """\
Situs Bank Desa Dalam Pemeliharaan, Warga Antre di Loket
Puluhan warga Kotasari antre di loket bank desa sejak pagi.
Pemeliharaan Situs Pajak Diperpanjang Sampai Senin
Dinas pajak memperpanjang pemeliharaan situsnya sampai Senin.
Laman Pendaftaran Sekolah Kembali Normal
Laman pendaftaran sekolah dapat dibuka lagi sejak Rabu siang.
Situs Perpustakaan Sedang Dalam Perbaikan, Kata Kepala Dinas
Kepala dinas meminta pembaca bersabar sampai pekan depan.
Kami Segera Kembali: Janji Pemain Teater Lembah
Kelompok Teater Lembah berjanji tampil lagi sesudah panen.
Jalan Utama Dalam Perbaikan
Jalan utama Kotasari ditutup untuk perbaikan selama dua minggu.
Perbaikan Jembatan Dimulai
Perbaikan jembatan lama dimulai pada Selasa oleh tiga puluh tukang.
Pemeliharaan Jaringan Listrik Padamkan Tiga Kelurahan
Tiga kelurahan padam selama lima jam untuk pemeliharaan jaringan.
Situs Pemkot Kotasari Tidak Dapat Diakses Dua Hari
Warga mengeluhkan situs pemerintah kota yang tidak terbuka dua hari.
Di Balik Layar Pemeliharaan Situs Kantor Berita
Lima teknisi menjaga situs kantor berita itu setiap malam.
Internet Positif Blokir Ratusan Laman Judi
Kementerian memasukkan ratusan laman judi ke dalam daftar Internet Positif.
Apa Itu Internet Positif?
Penyedia layanan memakai daftar itu untuk menutup laman yang melanggar.
Warga Protes Internet Positif Salah Blokir
Sebuah laman resep masakan masuk daftar hitam karena salah ketik.
Internet Sehat Masuk Kelas di Lembah Timur
Guru mengajarkan cara memeriksa kabar bohong kepada murid kelas enam.
Kominfo Tutup Akses Gim Daring
Akses ke dua gim daring ditutup setelah orang tua mengadu.
Akses Ditolak, Nelayan Berkumpul di Gerbang Pelabuhan
Ratusan nelayan ditolak masuk pelabuhan tanpa kartu baru.
Situs Ini Diblokir Karena Menjual Obat Palsu
Balai pengawas meminta laman penjual obat palsu ditutup.
Blokir Situs Dicabut, Pedagang Daring Lega
Pedagang daring kembali melayani pembeli setelah blokir dicabut.
Mahasiswa Uji Seratus Situs yang Diblokir
Para mahasiswa menemukan bahwa sebelas laman ditutup tanpa alasan.
Trust Positif: Cara Kerja dan Kritiknya
Daftar itu dikirim kepada penyedia layanan setiap malam.
Situs Pengadilan Diretas, Jadwal Sidang Hilang
Peretas mengganti halaman muka situs pengadilan pada Minggu dini hari.
Hacked: Pameran Seni dari Kabel Bekas
Seniman Kotasari memamerkan patung dari kabel dan papan sirkuit bekas.
Diretas Kelompok Bayangan, Data Pasien Aman
Rumah sakit memastikan data pasien tersimpan di tempat lain.
Pelajar Retas Situs Sekolah demi Ubah Nilai
Seorang pelajar mengaku mengubah nilai rapor dua temannya.
Situs KPU Daerah Pulih Setelah Diretas
Petugas memulihkan situs itu dari salinan hari sebelumnya.
Peretas Minta Maaf Lewat Halaman Muka
Peretas menulis permintaan maaf di halaman muka situs desa.
Owned: Buku Baru tentang Rumah Kontrakan
Penulis muda itu mewawancarai seratus penyewa rumah.
Website Desa Lembah Jadi Sasaran Peretas
Website desa itu menampilkan gambar tengkorak selama tiga jam.
Polisi Tangkap Peretas Situs Zakat
Tersangka ditangkap di rumah orang tuanya tanpa perlawanan.
Belajar dari Situs yang Diretas
Pakar menyarankan salinan cadangan yang disimpan di luar jaringan.
Bus 403 Kembali Beroperasi
Bus jalur 403 melayani lagi rute pasar ke pelabuhan mulai Senin.
403 Kursi Guru Masih Kosong
Dinas pendidikan mencatat 403 kursi guru belum terisi tahun ini.
Jalur 502 Ditutup Sementara
Jalur angkutan 502 ditutup karena tanah longsor di kilometer sembilan.
Kamar 404, Drama Baru di Gedung Kesenian
Drama itu berkisah tentang penjaga hotel yang lupa namanya.
Sebanyak 429 Rumah Terendam
Banjir merendam 429 rumah di dua desa pada Jumat malam.
500 Pohon Ditanam di Lereng
Relawan menanam 500 pohon di lereng utara dalam sehari.
Pasal 403 Dihapus dari Rancangan
Panitia menghapus pasal 403 setelah rapat selama enam jam.
Kereta 521 Terlambat Dua Jam
Kereta nomor 521 terlambat karena pohon tumbang di rel.
503 Atlet Ikuti Pekan Olahraga
Sebanyak 503 atlet dari dua belas kecamatan mengikuti lomba.
Forbidden City Versi Kayu Dipamerkan
Perajin membuat tiruan istana itu dari sisa kayu jati.
Film Laut Kita Segera Hadir di Bioskop
Film Laut Kita akan diputar di empat bioskop bulan depan.
Segera Hadir: Pasar Malam di Alun-Alun
Pasar malam dibuka lagi setelah lima tahun ditiadakan.
Segera Hadir Kereta Malam Kotasari
Kereta malam akan berangkat tiga kali sepekan mulai Juli.
Coming Soon, Album Kedua Penyanyi Lembah
Album kedua itu memuat sembilan lagu tentang sungai.
Gim Petani Cilik Segera Hadir
Gim buatan lima pelajar itu mengajarkan cara menyemai padi.
Perpustakaan Baru Segera Hadir di Tiga Desa
Gedungnya dibangun dari bekas gudang garam.
Trailer Perdana Dirilis, Film Segera Hadir
Cuplikan sepanjang dua menit itu ditonton ribuan orang.
Situs Baru Museum Segera Hadir dengan Wajah Baru
Pengelola museum menyiapkan foto dari seribu benda.
Taman Bermain Segera Dibuka
Taman bermain di tepi danau dibuka untuk umum pekan depan.
Musim Kedua Segera Hadir, Sutradara Minta Sabar
Sutradara berkata bahwa penyuntingan belum selesai.
Domain Pemkot Kedaluwarsa, Surel Dinas Macet
Surel dinas macet karena domain lupa diperpanjang.
Domain Desa Dijual di Pasar Gelap
Seorang pemuda membeli domain desa lalu menawarkannya kembali.
Anda Akan Meninggalkan Kota Ini: Papan Lama Dipugar
Papan di batas kota itu dicat ulang oleh pelajar.
Terlalu Banyak Permintaan, Bengkel Kapal Kewalahan
Bengkel kapal menolak pesanan sampai akhir tahun.
Galat Serius di Mesin Suara, Penghitungan Diulang
Petugas menghitung ulang suara di sembilan tempat.
Database Error Bikin Antrean Haji Kacau
Antrean calon haji kacau selama dua hari karena salah data.
Kesalahan Basis Data Hapus Nama Penerima Bantuan
Ratusan nama hilang dari daftar penerima bantuan.
It Works, Kata Penemu Kompor Sekam
Penemu itu menyalakan kompornya di depan para petani.
Service Unavailable Jadi Judul Lagu Band Kotasari
Lagu itu bercerita tentang ponsel tanpa sinyal.
Bad Gateway: Gerbang Tol yang Selalu Macet
Pengemudi menyebut gerbang itu gerbang yang buruk.
"""


def _grouped(text: str, size: int) -> list[tuple[str, ...]]:
    """Return the lines of a text by so many."""
    return list(zip(*[iter(text.splitlines())] * size, strict=True))


NOTICES = _grouped(_NOTICES, 3)
NEWS = _grouped(_NEWS, 2)
