"""The use cases of files, wired to ports; what refers to files is in other areas."""

import secrets
from collections.abc import Collection, Sequence

from dependency_injector import containers, providers

from sorbo_core.files.intake.take_in import Intake
from sorbo_core.files.intake.tickets import Tickets
from sorbo_core.files.removal import Removal
from sorbo_core.files.serving.links import LinkTokens
from sorbo_core.files.uploads import HeldUploads
from sorbo_core.files.use_cases.collect_orphans import CollectOrphans
from sorbo_core.files.use_cases.delete import DeleteFile
from sorbo_core.files.use_cases.list import ListFiles
from sorbo_core.files.use_cases.prepare import PrepareFile
from sorbo_core.files.use_cases.read import ReadFile
from sorbo_core.files.use_cases.serving.link import LinkToFile
from sorbo_core.files.use_cases.serving.locate import LocateFile
from sorbo_core.files.use_cases.serving.open import OpenFile
from sorbo_core.files.use_cases.serving.open_signed import OpenSignedFile
from sorbo_core.files.use_cases.upload.begin_direct import BeginDirectUpload
from sorbo_core.files.use_cases.upload.complete_direct import CompleteDirectUpload
from sorbo_core.files.use_cases.upload.receive import ReceiveFile
from sorbo_core.recruitment.cv_files import CandidatureFiles
from sorbo_core.shared.files.uploads import FileReferences
from sorbo_web.wiring.observed import observed
from sorbo_web.wiring.settings import Settings


class EveryReference(FileReferences):
    """What refers to files, over all areas."""

    def __init__(self, areas: Sequence[FileReferences]) -> None:
        self._areas = areas

    async def among(self, ids: Collection[str]) -> frozenset[str]:
        """Return those of these ids that something of some area refers to."""
        found: set[str] = set()
        for area in self._areas:
            found.update(await area.among(ids))
        return frozenset(found)


class Files(containers.DeclarativeContainer):
    """Files: uploaded, looked at, served, held, let go of."""

    ports = providers.DependenciesContainer()
    settings = providers.Dependency(instance_of=Settings)

    files_url = providers.Callable(
        lambda api, site: api or site, settings.provided.api_url, settings.provided.site_url
    )
    new_key = providers.Object(lambda: secrets.token_hex(16))
    # Each area whose entities refer to files adds its own.
    references = providers.Singleton(
        EveryReference,
        providers.List(
            ports.formations,
            ports.logiciels,
            ports.projets,
            ports.actualites,
            ports.publications,
            ports.emplois,
            providers.Singleton(CandidatureFiles, candidatures=ports.candidatures),
        ),
    )
    removal = providers.Singleton(Removal, files=ports.stored_files, storage=ports.storage, clock=ports.clock)
    uploads = providers.Singleton(HeldUploads, files=ports.stored_files, removal=removal, clock=ports.clock)
    intake = providers.Singleton(
        Intake,
        files=ports.stored_files,
        storage=ports.storage,
        inspector=ports.inspector,
        clock=ports.clock,
        new_key=new_key,
    )
    tickets = providers.Singleton(Tickets, seals=ports.upload_seals, clock=ports.clock)
    tokens = providers.Singleton(LinkTokens, seals=ports.file_seals, clock=ports.clock)

    receive_file = providers.Singleton(observed(ReceiveFile), intake=intake)
    begin_direct_upload = providers.Singleton(
        observed(BeginDirectUpload),
        direct=ports.direct_access,
        tickets=tickets,
        clock=ports.clock,
        ids=ports.ids,
        new_key=new_key,
    )
    complete_direct_upload = providers.Singleton(
        observed(CompleteDirectUpload),
        files=ports.stored_files,
        storage=ports.storage,
        intake=intake,
        tickets=tickets,
    )
    list_files = providers.Singleton(observed(ListFiles), files=ports.stored_files)
    read_file = providers.Singleton(observed(ReadFile), files=ports.stored_files)
    delete_file = providers.Singleton(
        observed(DeleteFile), read=read_file, removal=removal, references=references, clock=ports.clock
    )
    open_file = providers.Singleton(observed(OpenFile), files=ports.stored_files, storage=ports.storage)
    locate_file = providers.Singleton(observed(LocateFile), open_file=open_file)
    open_signed_file = providers.Singleton(observed(OpenSignedFile), files=ports.stored_files, tokens=tokens)
    link_to_file = providers.Singleton(
        observed(LinkToFile),
        files=ports.stored_files,
        direct=ports.direct_access,
        tokens=tokens,
        clock=ports.clock,
        base_url=files_url,
    )
    prepare_file = providers.Singleton(
        observed(PrepareFile),
        files=ports.stored_files,
        storage=ports.storage,
        removal=removal,
        workshop=ports.image_workshop,
        scanners=ports.scanners,
        clock=ports.clock,
    )
    collect_orphans = providers.Singleton(
        observed(CollectOrphans),
        files=ports.stored_files,
        storage=ports.storage,
        references=references,
        removal=removal,
        clock=ports.clock,
    )
