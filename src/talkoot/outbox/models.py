"""The queue of messages, and the feedback that waits for one."""

from django.db import models

from talkoot.outbox.states import MessageState
from talkoot.people.models import Channel, Person
from talkoot.records.fields import SaltField
from talkoot.records.models import Matter, Register


class Message(models.Model):
    """One message to one address, written in the transaction of what it tells about.

    `key` says what it is about (`idea_received:12`), so that the same thing is never told twice. A queued message is
    due from `next_attempt_at` on; whoever takes it moves that time on, so that nobody else takes it meanwhile.
    """

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="messages")
    matter = models.ForeignKey(Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="messages")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="messages")
    key = models.CharField(max_length=100)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    address = models.TextField()
    lang = models.CharField(max_length=16)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(max_length=8, choices=[(one.value, one.value) for one in MessageState])
    queued_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["register", "key"], name="told_once")]
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="message_queue")]


class Feedback(models.Model):
    """What somebody says of these pages, and how to answer them, if they want an answer.

    `answer_to` is an e-mail address, a phone number or a postal address, as typed. `due_on` is the last day for an
    answer in time. `form_key` makes a double click one feedback.
    """

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="feedback")
    text = models.TextField()
    lang = models.CharField(max_length=16)
    answer_to = models.TextField(blank=True)
    salt = SaltField()
    given_at = models.DateTimeField()
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)
    form_key = models.CharField(max_length=64)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["register", "form_key"], name="feedback_given_once")]
        indexes = [models.Index(fields=["register", "answered_at", "due_on"], name="feedback_by_day")]
