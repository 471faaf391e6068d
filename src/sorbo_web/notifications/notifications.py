"""`/api/v1/notifications`: everybody's own."""

from functools import partial
from typing import Any

from litestar import Response, Router, get, patch, post
from litestar.params import FromPath, JSONBody

from sorbo_core.notifications.notification import NOTIFICATIONS
from sorbo_core.notifications.use_cases.change_preferences import ChangePreferences
from sorbo_core.notifications.use_cases.count_unread import CountUnread
from sorbo_core.notifications.use_cases.list_notifications import ListNotifications
from sorbo_core.notifications.use_cases.mark_all_read import MarkAllRead
from sorbo_core.notifications.use_cases.mark_read import MarkRead
from sorbo_core.notifications.use_cases.read_preferences import ReadPreferences
from sorbo_web.api.answers import cacheable, versioned
from sorbo_web.api.controller import Controller
from sorbo_web.api.pages import answer_page, shown_as
from sorbo_web.api.policy import Policy
from sorbo_web.api.preconditions import etag, expected_version
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.routes import operation
from sorbo_web.errors.language import language_of
from sorbo_web.notifications.schemas import (
    NotificationPage,
    NotificationView,
    PreferencesPatch,
    PreferencesView,
    ReadReceipt,
    UnreadCount,
)

_OWN: dict[str, Any] = {"tag": "Notifications", "policy": Policy.AUTHENTICATED}


class NotificationsController(Controller):
    """The notification centre over HTTP."""

    def __init__(
        self,
        *,
        list_notifications: ListNotifications,
        count_unread: CountUnread,
        mark_read: MarkRead,
        mark_all_read: MarkAllRead,
        read_preferences: ReadPreferences,
        change_preferences: ChangePreferences,
    ) -> None:
        self._list = list_notifications
        self._count_unread = count_unread
        self._mark_read = mark_read
        self._mark_all_read = mark_all_read
        self._read_preferences = read_preferences
        self._change_preferences = change_preferences

    def router(self) -> Router:
        """Return the routes."""
        listed = operation(ListNotifications, id="listNotifications", listing=NOTIFICATIONS, **_OWN)
        changed = operation(
            ChangePreferences, id="changeNotificationPreferences", if_match_required=True, **_OWN
        )
        handlers = [
            get("/", **listed)(self.list),
            get("/unread-count", **operation(CountUnread, id="countUnreadNotifications", **_OWN))(self.count),
            post(
                "/{id:str}/read",
                status_code=200,
                **operation(MarkRead, id="markNotificationRead", **_OWN),
            )(self.read),
            post(
                "/read-all",
                status_code=200,
                **operation(MarkAllRead, id="markAllNotificationsRead", **_OWN),
            )(self.read_all),
            get("/preferences", **operation(ReadPreferences, id="readNotificationPreferences", **_OWN))(
                self.preferences
            ),
            patch("/preferences", **changed)(self.change_preferences),
        ]
        return Router("/api/v1/notifications", route_handlers=handlers)

    async def list(self, request: ApiRequest) -> Response[NotificationPage]:
        """Answer with one page."""
        view = partial(NotificationView.of, language=language_of(request.scope["headers"]))
        return await answer_page(request, NOTIFICATIONS, NotificationPage, shown_as(view, self._list))

    async def count(self, request: ApiRequest) -> Response[UnreadCount]:
        """Answer with a number."""
        return cacheable(request, UnreadCount(unread=await self._count_unread(actor=request.user)))

    async def read(self, request: ApiRequest, id: FromPath[str]) -> Response[NotificationView]:
        """Answer with the notification as it is now."""
        notification = await self._mark_read(actor=request.user, id=id)
        view = NotificationView.of(notification, language_of(request.scope["headers"]))
        return versioned(view, notification.version)

    async def read_all(self, request: ApiRequest) -> Response[ReadReceipt]:
        """Answer with a number."""
        read = await self._mark_all_read(actor=request.user)
        return Response(ReadReceipt(read=read), headers={"Cache-Control": "no-store"})

    async def preferences(self, request: ApiRequest) -> Response[PreferencesView]:
        """Answer with the preferences."""
        preferences = await self._read_preferences(actor=request.user)
        return cacheable(request, PreferencesView.of(preferences), tag=etag(preferences.version))

    async def change_preferences(
        self, request: ApiRequest, data: JSONBody[PreferencesPatch]
    ) -> Response[PreferencesView]:
        """Answer with the preferences as they are now."""
        version = expected_version(request, required=True)
        changed = await self._change_preferences(actor=request.user, changes=data.changes(), version=version)
        return versioned(PreferencesView.of(changed), changed.version)
