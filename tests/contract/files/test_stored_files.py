import asyncio
from datetime import datetime

import msgspec
import pytest

from sorbo_adapters.memory.files.stored_files import MemoryStoredFiles
from sorbo_adapters.mongo.files.stored_files import MongoStoredFiles
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.files.errors import FileNotFound
from sorbo_core.files.ports import StoredFiles
from sorbo_core.files.stored_file import FILES, FileState, StoredFile, StoredVariant
from sorbo_core.shared.errors import AlreadyExists, Stale
from sorbo_core.shared.files.kind import FileKind, MediaType
from sorbo_core.shared.ports import Repository
from sorbo_core.shared.query import Filter, ListQuery, Op
from support.build import NOW, later
from support.files import stored_file
from support.repository import RepositoryContract, kept

AT_ONCE = 10


class StoredFilesContract(RepositoryContract[StoredFile]):
    missing = FileNotFound
    # Nobody is told who holds a file.
    told = 0

    @pytest.fixture
    def repository(self, files: StoredFiles) -> Repository[StoredFile]:
        return files

    def new(self, at: datetime) -> StoredFile:
        return stored_file(at=at)

    def changed(self, entity: StoredFile, n: int) -> StoredFile:
        return entity.hold(at=later(hours=n))

    async def test_every_field_comes_back(self, files: StoredFiles) -> None:
        image = stored_file(kind=FileKind.IMAGE, name="$é «a».png")
        variant = StoredVariant(width=480, media_type=MediaType.AVIF, key=f"{image.key}.w480.avif", size=99)
        image = image.claim("candidature:c", at=later(hours=1)).make_ready((variant,), at=later(hours=2))
        await files.add(image)
        assert await files.get(image.id) == kept(image)
        cv = await files.add(stored_file(kind=FileKind.CV))
        assert (await files.get(cv.id)).text

    async def test_no_two_files_have_one_key(self, files: StoredFiles) -> None:
        first = await files.add(stored_file())
        with pytest.raises(AlreadyExists):
            await files.add(msgspec.structs.replace(stored_file(), key=first.key))

    async def test_those_keys_are_told_that_files_have(self, files: StoredFiles) -> None:
        first, second = await files.add(stored_file()), await files.add(stored_file())
        await files.remove(second.id, lambda file: file.delete(at=NOW))
        assert await files.keys_among([first.key, second.key, "files/00/none"]) == {first.key}
        assert await files.keys_among([]) == frozenset()

    async def test_what_was_removed_is_found_by_nothing_and_others_may_be_removed_too(
        self, files: StoredFiles
    ) -> None:
        gone = [await files.add(stored_file()) for _ in range(3)]
        left = await files.add(stored_file())
        for each in gone:
            await files.remove(each.id, lambda file: file.delete(at=NOW))
        with pytest.raises(FileNotFound):
            await files.get(gone[0].id)
        with pytest.raises(FileNotFound):
            await files.remove(gone[0].id, lambda file: file.delete(at=NOW))
        assert (await files.list(ListQuery())).items == (left,)

    async def test_what_changes_the_mind_about_a_removal_keeps_the_file(self, files: StoredFiles) -> None:
        file = await files.add(stored_file())
        with pytest.raises(Stale):
            await files.remove(file.id, lambda file: file.at_version(9).delete(at=NOW))
        assert await files.get(file.id) == file

    async def test_of_a_hold_and_a_condemnation_at_once_the_second_sees_the_first(
        self, files: StoredFiles
    ) -> None:
        def hold(file: StoredFile) -> StoredFile:
            return file.present().hold(at=later(hours=1))

        def condemn(file: StoredFile) -> StoredFile:
            return file.condemn(at=NOW) if file.version == 1 else file

        for _ in range(AT_ONCE):
            id_ = (await files.add(stored_file())).id
            held, _ = await asyncio.gather(
                files.update(id_, hold), files.update(id_, condemn), return_exceptions=True
            )
            condemned = (await files.get(id_)).state is FileState.CONDEMNED
            assert condemned == isinstance(held, FileNotFound)

    async def test_files_are_listed_by_what_is_known_of_them(self, files: StoredFiles) -> None:
        cv = await files.add(stored_file(kind=FileKind.CV, at=NOW).claim("candidature:c", at=NOW))
        image = await files.add(stored_file(kind=FileKind.IMAGE, at=later(minutes=1)))
        document = await files.add(stored_file(at=later(minutes=2)))
        public = Filter("public", Op.EQ, value=True)
        shown = ListQuery(filters=(public,), sort=FILES.sorts["-createdAt"])
        assert (await files.list(shown)).items == (document, image)
        mine = ListQuery(filters=(Filter("claimed_by", Op.IN, ("candidature:c", "candidature:d")),))
        assert (await files.list(mine)).items == (cv,)


class TestMemory(StoredFilesContract):
    @pytest.fixture
    def files(self) -> StoredFiles:
        return MemoryStoredFiles()


class TestMongo(StoredFilesContract):
    @pytest.fixture
    def files(self, database: Database) -> StoredFiles:
        return MongoStoredFiles(database)
