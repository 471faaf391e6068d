"""The workshop whose hands are in a sandbox."""

from pathlib import Path

from sorbo_adapters.inspection.messages import Draw, Drawing, Drawn, Refusal, located, variant_name
from sorbo_adapters.inspection.sandbox import Sandbox
from sorbo_core.files.faults import Fault, refusal
from sorbo_core.files.inspection import ImageWorkshop, Variant
from sorbo_core.shared.files.kind import FileKind

_DRAW_SECONDS = 90.0


class SandboxedImageWorkshop(ImageWorkshop):
    """Has variants made in a sandbox of its own, as they take seconds for which no upload should wait."""

    def __init__(self, sandbox: Sandbox | None = None) -> None:
        self._sandbox = sandbox or Sandbox()

    async def variants(self, path: Path, *, into: Path) -> tuple[Variant, ...]:
        task = Draw(located(path), located(into))
        match await self._sandbox.run(task, within=_DRAW_SECONDS):
            case Drawn(drawings) if drawings:
                return tuple(_variant(drawing, into) for drawing in drawings)
            case Refusal(fault, what):
                raise refusal(FileKind.IMAGE, fault, what)
        raise refusal(FileKind.IMAGE, Fault.UNREADABLE, "answer")

    async def close(self) -> None:
        """End the child."""
        await self._sandbox.close()


def _variant(drawing: Drawing, into: Path) -> Variant:
    path = into / variant_name(drawing.width, drawing.media_type)
    # A child that was taken over could leave a link to a file of ours in place of an image.
    if path.is_symlink() or not path.is_file():
        raise refusal(FileKind.IMAGE, Fault.UNREADABLE, "variant")
    return Variant(width=drawing.width, height=drawing.height, media_type=drawing.media_type, path=path)
