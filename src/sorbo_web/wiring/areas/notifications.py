"""The use cases of notifications, wired to ports."""

from dependency_injector import containers, providers

from sorbo_core.notifications.use_cases.change_preferences import ChangePreferences
from sorbo_core.notifications.use_cases.count_unread import CountUnread
from sorbo_core.notifications.use_cases.forget_old import ForgetOldNotifications
from sorbo_core.notifications.use_cases.list_notifications import ListNotifications
from sorbo_core.notifications.use_cases.mark_all_read import MarkAllRead
from sorbo_core.notifications.use_cases.mark_read import MarkRead
from sorbo_core.notifications.use_cases.notify_people import NotifyPeople
from sorbo_core.notifications.use_cases.read_preferences import ReadPreferences
from sorbo_core.notifications.use_cases.send_digests import SendDigests
from sorbo_web.wiring.observed import observed


class Notifications(containers.DeclarativeContainer):
    """What staff are told: in the application, by mail at once, by mail once a day."""

    ports = providers.DependenciesContainer()

    list_notifications = providers.Singleton(observed(ListNotifications), notifications=ports.notifications)
    count_unread = providers.Singleton(observed(CountUnread), notifications=ports.notifications)
    mark_read = providers.Singleton(observed(MarkRead), notifications=ports.notifications, clock=ports.clock)
    mark_all_read = providers.Singleton(
        observed(MarkAllRead), notifications=ports.notifications, clock=ports.clock
    )
    read_preferences = providers.Singleton(
        observed(ReadPreferences), preferences=ports.notification_preferences, clock=ports.clock
    )
    change_preferences = providers.Singleton(
        observed(ChangePreferences), preferences=ports.notification_preferences, clock=ports.clock
    )
    notify_people = providers.Singleton(
        observed(NotifyPeople),
        notifications=ports.notifications,
        preferences=ports.notification_preferences,
        recipients=ports.recipients,
        templates=ports.mail_templates,
        mailer=ports.mailer,
        clock=ports.clock,
    )
    send_digests = providers.Singleton(
        observed(SendDigests),
        digests=ports.notifications,
        preferences=ports.notification_preferences,
        recipients=ports.recipients,
        templates=ports.mail_templates,
        mailer=ports.mailer,
    )
    forget_old = providers.Singleton(observed(ForgetOldNotifications), notifications=ports.notifications)
