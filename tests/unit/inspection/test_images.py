"""What is known of images, and what is made of them."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from sorbo_adapters.inspection.image_workshop import SandboxedImageWorkshop
from sorbo_adapters.inspection.inspector import SandboxedInspector
from sorbo_core.files.errors import FileRefused
from sorbo_core.files.inspection import Variant
from sorbo_core.shared.files.image import ImageFacts
from sorbo_core.shared.files.kind import FileKind, MediaType
from support.corpus.pictures import SECRET, photo, picture

_RED, _BLUE, _NEAR = (255, 0, 0), (0, 0, 255), 40


async def _facts(inspector: SandboxedInspector, folder: Path, data: bytes, extension: str) -> ImageFacts:
    path = folder / "uploaded"
    path.write_bytes(data)
    inspected = await inspector.inspect(path, kind=FileKind.IMAGE, name=f"image.{extension}")
    assert inspected.image is not None
    assert inspected.text is None
    return inspected.image


async def _variants(workshop: SandboxedImageWorkshop, folder: Path, data: bytes) -> tuple[Variant, ...]:
    path, into = folder / "uploaded", folder / "variants"
    path.write_bytes(data)
    into.mkdir(exist_ok=True)
    return await workshop.variants(path, into=into)


def _color(image: Image.Image, at: tuple[int, int]) -> tuple[int, ...]:
    pixel = image.convert("RGB").getpixel(at)
    assert isinstance(pixel, tuple)
    return tuple(int(each) for each in pixel)


def _near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) < _NEAR for a, b in zip(one, other, strict=True))


async def test_a_photo_taken_upright_is_higher_than_wide(
    inspector: SandboxedInspector, tmp_path: Path
) -> None:
    facts = await _facts(inspector, tmp_path, photo(size=(1_600, 1_200), orientation=6), "jpg")
    assert (facts.width, facts.height) == (1_200, 1_600)


async def test_facts_are_those_of_the_whole_image_however_small_it_is_decoded(
    inspector: SandboxedInspector, tmp_path: Path
) -> None:
    facts = await _facts(inspector, tmp_path, picture("JPEG", (3_001, 2_001)), "jpg")
    assert (facts.width, facts.height) == (3_001, 2_001)


async def test_the_commonest_colour_is_the_dominant_one(
    inspector: SandboxedInspector, tmp_path: Path
) -> None:
    mostly_green = Image.new("RGB", (90, 90), (0, 128, 0))
    mostly_green.paste((255, 255, 255), (0, 0, 20, 20))
    output = io.BytesIO()
    mostly_green.save(output, "PNG")
    assert (await _facts(inspector, tmp_path, output.getvalue(), "png")).color == "#008000"


async def test_what_is_transparent_has_no_colour(inspector: SandboxedInspector, tmp_path: Path) -> None:
    clear = Image.new("RGBA", (90, 90), (255, 0, 0, 0))
    clear.paste((0, 0, 128, 255), (0, 0, 30, 30))
    output = io.BytesIO()
    clear.save(output, "PNG")
    facts = await _facts(inspector, tmp_path, output.getvalue(), "png")
    assert _near(tuple(bytes.fromhex(facts.color[1:])), (0, 0, 128))


async def test_the_placeholder_is_a_small_url(inspector: SandboxedInspector, tmp_path: Path) -> None:
    noise = Image.effect_noise((800, 800), 200).convert("RGBA")
    output = io.BytesIO()
    noise.save(output, "PNG")
    facts = await _facts(inspector, tmp_path, output.getvalue(), "png")
    assert re.match(r"data:image/webp;base64,[A-Za-z0-9+/]+=*\Z", facts.placeholder)
    assert len(facts.placeholder) < 700


async def test_variants_are_made_in_both_types_at_each_width_that_there_are_pixels_for(
    workshop: SandboxedImageWorkshop, tmp_path: Path
) -> None:
    made = await _variants(workshop, tmp_path, picture("JPEG", (1_200, 900)))
    assert [(each.width, each.height, each.media_type) for each in made] == [
        (480, 360, MediaType.WEBP),
        (480, 360, MediaType.AVIF),
        (960, 720, MediaType.WEBP),
        (960, 720, MediaType.AVIF),
    ]
    for each in made:
        with Image.open(each.path) as image:
            assert (image.size, image.format) == ((each.width, each.height), each.media_type.name)


async def test_a_narrow_image_comes_in_its_own_width(
    workshop: SandboxedImageWorkshop, tmp_path: Path
) -> None:
    made = await _variants(workshop, tmp_path, picture(size=(64, 48)))
    assert {(each.width, each.height) for each in made} == {(64, 48)}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
async def test_nothing_but_pixels_is_left_the_right_way_up(
    workshop: SandboxedImageWorkshop, tmp_path: Path, kind: str
) -> None:
    original = photo(kind, orientation=6)
    assert SECRET.encode() in original
    for variant in await _variants(workshop, tmp_path, original):
        assert (variant.width, variant.height) == (48, 64)
        assert SECRET.encode() not in variant.path.read_bytes()
        with Image.open(variant.path) as image:
            assert not set(image.info) & {"exif", "xmp", "icc_profile", "comment"}
            assert dict(image.getexif()) == {}
            # Red was on the left; turned a quarter, it is on top.
            assert _near(_color(image, (24, 8)), _RED)
            assert _near(_color(image, (24, 56)), _BLUE)


@pytest.mark.parametrize("orientation", range(1, 9))
async def test_each_orientation_is_applied_as_others_apply_it(
    workshop: SandboxedImageWorkshop, tmp_path: Path, orientation: int
) -> None:
    from PIL import ImageOps  # noqa: PLC0415 — only here

    data = photo("PNG", orientation=orientation)
    with Image.open(io.BytesIO(data)) as image:
        expected = ImageOps.exif_transpose(image)
    for variant in await _variants(workshop, tmp_path, data):
        with Image.open(variant.path) as image:
            assert image.size == expected.size
            for at in ((4, 4), (image.width - 5, image.height - 5), (4, image.height - 5)):
                assert _near(_color(image, at), _color(expected, at))


async def test_transparency_is_kept(workshop: SandboxedImageWorkshop, tmp_path: Path) -> None:
    clear = Image.new("RGBA", (64, 48), (255, 0, 0, 0))
    output = io.BytesIO()
    clear.save(output, "PNG")
    for variant in await _variants(workshop, tmp_path, output.getvalue()):
        with Image.open(variant.path) as image:
            pixel = image.convert("RGBA").getpixel((10, 10))
            assert isinstance(pixel, tuple)
            assert pixel[3] == 0


async def test_colours_of_another_profile_become_those_of_the_web(
    workshop: SandboxedImageWorkshop, tmp_path: Path
) -> None:
    data = picture("JPEG", icc_profile=_swapped_profile())
    for variant in await _variants(workshop, tmp_path, data):
        with Image.open(variant.path) as image:
            assert _near(_color(image, (8, 24)), _BLUE)


async def test_a_broken_profile_is_as_good_as_none(workshop: SandboxedImageWorkshop, tmp_path: Path) -> None:
    data = picture("JPEG", icc_profile=b"nonsense" * 30)
    for variant in await _variants(workshop, tmp_path, data):
        with Image.open(variant.path) as image:
            assert _near(_color(image, (8, 24)), _RED)


async def test_what_cannot_be_decoded_after_all_is_refused(
    workshop: SandboxedImageWorkshop, tmp_path: Path
) -> None:
    with pytest.raises(FileRefused):
        await _variants(workshop, tmp_path, b"nonsense")


def _swapped_profile() -> bytes:
    """Return sRGB with the columns of red and blue exchanged: what is red in it is blue."""
    from PIL import ImageCms  # noqa: PLC0415 — only here

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")
