"""What looks at files, and what makes something of them: in processes of their own."""

from sorbo_core.files.inspection import ImageWorkshop, Inspector, Scanner


def sandboxed_inspector() -> Inspector:
    """Return what opens files that nobody trusts, for those who take some."""
    from sorbo_adapters.inspection.inspector import SandboxedInspector  # noqa: PLC0415 — asked for now and then

    return SandboxedInspector()


def sandboxed_workshop() -> ImageWorkshop:
    """Return what makes variants of images, for those who make some."""
    from sorbo_adapters.inspection.image_workshop import SandboxedImageWorkshop  # noqa: PLC0415 — idem

    return SandboxedImageWorkshop()


def scanners_at(address: str) -> tuple[Scanner, ...]:
    """Return the scanner at an address, empty where files are not scanned."""
    if not address:
        return ()
    from sorbo_adapters.clamav.scanner import ClamavScanner  # noqa: PLC0415 — where there is one

    return (ClamavScanner(address),)
