"""A meeting of the kelurahan from its invitation down to the agendas of RW and dasawisma, and the answers back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_a_point_goes_down_and_comes_back(visitor, size):
    title = f"Bank sampah {size}"
    secretary = visitor(size)
    page = secretary.sign_in("hendra")
    meeting = invite(secretary, f"Rapat kelurahan {size}")
    secretary.open("/kantor/agenda/")
    assert not secretary.overflows()
    page.get_by_role("link", name="Tambah pokok bahasan").click()
    page.get_by_label("Pokok bahasan").fill(title)
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("button", name=f"Naikkan {title}").click()
    main = page.locator("main")
    expect(main).to_contain_text(title)
    page.get_by_role("link", name=f"Hasil {title}").click()
    expect(page.locator("select[name=activity]").locator("option", has_text=meeting)).to_have_count(1)
    page.get_by_label("Isi keputusan").fill("Tiap RT satu titik kumpul")
    page.get_by_label("Yang mengerjakan").select_option(index=1)
    assert not secretary.overflows()
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("body")).to_contain_text("Hasilnya dicatat: diputuskan.")

    page.get_by_role("link", name="Turunkan ke bawah").click()
    page.get_by_role("button", name="Turunkan").click()
    expect(main).to_contain_text("Pilih paling sedikit satu.")
    page.get_by_label(title).check()
    page.get_by_label("RW", exact=True).check()
    page.get_by_label("Dasawisma").check()
    assert not secretary.overflows()
    page.get_by_role("button", name="Turunkan").click()
    expect(page.locator("body")).to_contain_text("1 pokok bahasan sudah diturunkan.")

    answer(visitor(size), "eti", title, "Sudah dibahas", "Titik kumpul di balai")
    answer(visitor(size), "ratmi", title, "Sudah dikerjakan", "Mulai hari Sabtu")

    secretary.open("/kantor/agenda/")
    page.locator("section", has_text="Sudah diturunkan").get_by_role("link", name=title).click()
    expect(main).to_contain_text("Titik kumpul di balai")
    expect(main).to_contain_text("Mulai hari Sabtu")
    expect(main).not_to_contain_text("Ratmi")
    expect(main).to_contain_text("sudah menjawab")
    assert not secretary.overflows()
    page.get_by_role("button", name="Akhiri titipan").click()
    expect(main).to_contain_text("Titipan ini sudah diakhiri.")


def invite(secretary, title):
    """A meeting of today, to which all who belong to the team are asked."""
    page = secretary.page
    secretary.open("/kantor/kegiatan/")
    page.get_by_role("link", name="Buat kegiatan").first.click()
    page.get_by_label("Nama kegiatan").fill(title)
    page.get_by_label("Tempat").fill("Aula kelurahan")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("main")).to_contain_text("Catat hasil kegiatan")
    secretary.open(page.url.replace("hasil/", "undangan/").removeprefix(secretary.site.address))
    page.get_by_label("Siapa yang diundang").select_option("all")
    page.get_by_role("button", name="Undang").click()
    expect(page.locator("main")).to_contain_text("orang diundang")
    return title


def answer(visitor, username, title, outcome, words):
    """Of somebody below, at her own agenda."""
    page = visitor.sign_in(username)
    visitor.open("/kantor/agenda/")
    main = page.locator("main")
    expect(main).to_contain_text("Titipan dari atas")
    assert not visitor.overflows()
    page.get_by_role("link", name=f"Jawab {title}").click()
    expect(main).to_contain_text("Tiap RT satu titik kumpul")
    page.get_by_label(outcome).check()
    page.get_by_label("Catatan").fill(words)
    assert not visitor.overflows()
    page.get_by_role("button", name="Simpan").click()
    expect(main).to_contain_text(words)


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_a_promise_from_its_first_line_to_its_end(visitor, size, tmp_path):
    title = f"Sekolah lansia {size}"
    secretary = visitor(size)
    page = secretary.sign_in("hendra")
    secretary.open("/kantor/komitmen/")
    main = page.locator("main")
    assert not secretary.overflows()
    page.get_by_role("link", name="Buat komitmen").click()
    page.get_by_label("Judul").fill(title)
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("link", name="Tambah pihak").click()
    page.get_by_label("Atau lembaga di luar PKK").fill("Universitas Pekalongan")
    page.get_by_label("Nama penanda tangan").fill("Rahmat Hidayat")
    assert not secretary.overflows()
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("link", name="Tambah butir").click()
    page.get_by_role("button", name="Simpan").click()
    expect(main).to_contain_text("Bagian ini belum diisi.")
    page.get_by_label("Yang mengerjakan").select_option(index=1)
    page.get_by_label("Yang dijanjikan").fill("Menyiapkan ruang kelas")
    assert not secretary.overflows()
    page.get_by_role("button", name="Simpan").click()
    expect(main).to_contain_text("belum ada tenggat")
    assert not secretary.overflows()

    chair = visitor(size)
    signing = chair.sign_in("dedi")
    chair.open("/kantor/komitmen/")
    signing.get_by_role("link", name=title).click()
    for _party in range(2):
        signing.get_by_role("link", name="Tanda tangan").first.click()
        assert not chair.overflows()
        signing.get_by_role("button", name="Simpan").click()
    expect(signing.locator("main")).not_to_contain_text("Belum ditandatangani semua pihak")

    page.reload()
    page.get_by_role("link", name="Menyiapkan ruang kelas").click()
    page.get_by_role("button", name="Tandai selesai").click()
    expect(page.locator("body")).to_contain_text("perlu bukti")
    proof = tmp_path / "bukti.pdf"
    proof.write_bytes(b"%PDF-1.4 bukti")
    page.get_by_role("link", name="Catat tindak lanjut").click()
    page.get_by_label("Yang sudah dikerjakan").fill("Ruang kelas siap")
    page.get_by_label("Bukti").set_input_files(proof)
    assert not secretary.overflows()
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("button", name="Tandai selesai").click()
    expect(page.locator("body")).to_contain_text("Butir selesai.")
    assert not secretary.overflows()
