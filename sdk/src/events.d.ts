// Made from the OpenAPI file by sdk/events.test.ts; run it with --update after a change.

export type WebhookEvent =
  | OtpSentEvent
  | OtpDeliveredEvent
  | OtpVerifiedEvent
  | OtpFailedEvent
  | OtpExpiredEvent
  | MessageSentEvent
  | MessageDeliveredEvent
  | MessageReadEvent
  | MessageFailedEvent
  | MessageReceivedEvent
  | TemplateApprovedEvent
  | TemplateRejectedEvent
  | TemplatePausedEvent
  | TemplateCategoryChangedEvent
  | SenderConnectedEvent
  | SenderDisconnectedEvent
  | SenderQualityChangedEvent
  | SenderLimitChangedEvent
  | ContactOptedOutEvent
  | ContactOptedInEvent
  | WebhookEndpointDisabledEvent
  | TestPingEvent

export type WebhookEventType = WebhookEvent['type']

export type OtpSentEvent = {
  /** The event's id, `evt_…`. */
  id: string
  /** Which kind it is. */
  type: 'otp.sent'
  /** When it happened. */
  timestamp: string
  /** `test` reaches no phone. */
  mode: 'live' | 'test'
  /** The object as it was then. */
  data: Otp
}

/** A one-time password. */
export type Otp = {
  /** What this is. */
  object: 'otp'
  /** The OTP's id, `otp_…`. Opaque. */
  otp_id: string
  /** `outbound`: we wrote to the person. `inbound`: the person wrote to us. */
  direction: 'outbound' | 'inbound'
  /** The phone number, in E.164. */
  to: string | null
  /** Where it stands. */
  status: 'pending' | 'verified' | 'expired' | 'failed' | 'superseded' | 'canceled'
  /** When the code expires. */
  expires_at: string
  /** How many more codes may be tried. */
  attempts_remaining: number
  /** The message that carried it, `msg_…`. */
  message_id: string | null
  /** How far the message has come. */
  delivery_status: 'scheduled' | 'queued' | 'sent' | 'delivered' | 'read' | 'failed' | 'canceled' | null
  /** `test` reaches no phone. */
  mode: 'live' | 'test'
  /** What it is for, as it was given. */
  purpose: string | null
  /** The pairs that were given. */
  metadata: Record<string, string>
  /** When it was made. */
  created_at: string
  /** When the right code came in. */
  verified_at: string | null
  /** Why it failed; null when it did not. */
  failure: Failure | null
}

/** Why it failed, and what to do. */
export type Failure = {
  /** What programs should look at. */
  code: string
  /** What happened, in a sentence. */
  title: string
  /** Who can do something about it. */
  actor: 'you' | 'recipient' | 'meta' | 'hawk_send'
  /** Whether sending again may help. */
  retryable: boolean
  /** What to do. */
  fix: string
  /** Meta's own code, when it was Meta who said so. */
  provider_code: number | null
}

export type OtpDeliveredEvent = {
  /** The event's id, `evt_…`. */
  id: string
  /** Which kind it is. */
  type: 'otp.delivered'
  /** When it happened. */
  timestamp: string
  /** `test` reaches no phone. */
  mode: 'live' | 'test'
  /** The object as it was then. */
  data: Otp
}

export type OtpVerifiedEvent = {
  /** The event's id, `evt_…`. */
  id: string
  /** Which kind it is. */
  type: 'otp.verified'
  /** When it happened. */
  timestamp: string
  /** `test` reaches no phone. */
  mode: 'live' | 'test'
  /** The object as it was then. */
  data: Otp
}

export type OtpFailedEvent = {
  /** The event's id, `evt_…`. */
  id: string
  /** Which kind it is. */
  type: 'otp.failed'
  /** When it happened. */
  timestamp: string
  /** `test` reaches no phone. */
  mode: 'live' | 'test'
  /** The object as it was then. */
  data: Otp
}

export type OtpExpiredEvent = {
  /** The event's id, `evt_…`. */
  id: string
  /** Which kind it is. */
  type: 'otp.expired'
  /** When it happened. */
  timestamp: string
  /** `test` reaches no phone. */
  mode: 'live' | 'test'
  /** The object as it was then. */
  data: Otp
}

export type MessageSentEvent = {
  /** The event's id, `evt_…`. */
  id: string
  /** Which kind it is. */
  type: 'message.sent'
  /** When it happened. */
  timestamp: string
  /** `test` reaches no phone. */
  mode: 'live' | 'test'
  /** The object as it was then. */
  data: Message
}

/** A message. */
export type Message = {
  /** What this is. */
  object: 'message'
  /** Its id. Opaque. */
  id: string
  /** `outbound`: we wrote to the person. `inbound`: the person wrote to us. */
  direction: 'outbound' | 'inbound'
  /** Who gets it, in E.164; null for what somebody wrote to you. */
  to: string | null
  /** Who wrote it, in E.164; null for what you sent. */
  from: string | null
  /** WhatsApp's business-scoped id of that person, where it is known. */
  recipient: string | null
  /** Your own number in it. */
  sender_id: string | null
  /** The contact, `con_…`, where the person is one. */
  contact_id: string | null
  /** Which kind it is. */
  type: string
  /** Where it stands. */
  status: 'scheduled' | 'queued' | 'sent' | 'delivered' | 'read' | 'failed' | 'canceled'
  /** `test` reaches no phone. */
  mode: 'live' | 'test'
  /** What it says, shaped as Meta shapes the object of its type. A code's is never kept. */
  content: Record<string, unknown> | null
  /** The message that it answers or reacts to. */
  reply_to: string | null
  /** When it is to be sent; null for at once. */
  send_at: string | null
  /** Whether the fallback template went in its place, the window being closed. */
  used_fallback: boolean
  /** The pairs that were given. */
  metadata: Record<string, string>
  /** Why it failed; null when it did not. */
  failure: Failure | null
  /** When it was made. */
  created_at: string
  /** When Meta took it; for what a person wrote, when they wrote it. */
  sent_at: string | null
  /** When it reached the phone; for what a person wrote, when they wrote it. */
  delivered_at: string | null
  /** When it was read: by the person, or by you. */
  read_at: string | null
}

export type MessageDeliveredEvent = {
  /** The event's id, `evt_…`. */
  id: string
  /** Which kind it is. */
  type: 'message.delivered'
  /** When it happened. */
  timestamp: string
  /** `test` reaches no phone. */
  mode: 'live' | 'test'
  /** The object as it was then. */
  data: Message
}

export type MessageReadEvent = {
  /** The event's id, `evt_…`. */
  id: string
  /** Which kind it is. */
  type: 'message.read'
  /** When it happened. */
  timestamp: string
  /** `test` reaches no phone. */
  mode: 'live' | 'test'
  /** The object as it was then. */
  data: Message
}

export type MessageFailedEvent = {
  /** The event's id, `evt_…`. */
  id: string
  /** Which kind it is. */
  type: 'message.failed'
  /** When it happened. */
  timestamp: string
  /** `test` reaches no phone. */
  mode: 'live' | 'test'
  /** The object as it was then. */
  data: Message
}

export type MessageReceivedEvent = {
  /** The event's id, `evt_…`. */
  id: string
  /** Which kind it is. */
  type: 'message.received'
  /** When it happened. */
  timestamp: string
  /** `test` reaches no phone. */
  mode: 'live' | 'test'
  /** The object as it was then. */
  data: Message
}

export type TemplateApprovedEvent = {
  /** The event's id, `evt_…`. */
  id: string
  /** Which kind it is. */
  type: 'template.approved'
  /** When it happened. */
  timestamp: string
  /** `test` reaches no phone. */
  mode: 'live' | 'test'
  /** The object as it was then. */
  data: Template
}

/** One language of a message template. */
export type Template = {
  /** What this is. */
  object: 'template'
  /** Its id. Opaque. */
  id: string
  /** The WhatsApp Business Account that it belongs to; null for the one of test mode. */
  account_id: string | null
  /** The name that all its languages share. */
  name: string
  /** Its language, such as `en_US`. */
  language: string
  /** What Meta counts and prices it as. */
  category: 'authentication' | 'utility' | 'marketing'
  /** Meta's verdict. Only `approved` can be sent. */
  status: 'pending' | 'approved' | 'rejected' | 'paused' | 'disabled' | 'in_appeal' | 'pending_deletion' | 'deleted' | 'limit_exceeded' | 'archived' | 'locked'
  /** Meta's colour for how people take it. */
  quality: 'green' | 'yellow' | 'red' | 'unknown' | null
  /** Whether its variables are numbered or have names. */
  parameter_format: 'positional' | 'named'
  /** Header, body, footer and buttons, as Meta has them; null while nobody has read them. */
  components: Array<Record<string, unknown>> | null
  /** Why Meta did not take it, in words. */
  rejected_reason: string | null
  /** What to do about its status; null when there is nothing to do. */
  fix: string | null
  /** What Meta added to the status, in its own words. */
  status_detail: string | null
  /** What it was counted as before. */
  previous_category: 'authentication' | 'utility' | 'marketing' | null
  /** A change of the category that Meta has announced. */
  category_change: {
    /** What Meta will count it as. */
    to: 'authentication' | 'utility' | 'marketing'
    /** From when on; null when Meta did not say. */
    at: string | null
  } | null
  /** How long Meta tries to deliver a message of it; -1 is 30 days. */
  message_send_ttl_seconds: number | null
  /** All languages of the same name in the same account. */
  languages: Array<{
    /** Its id. Opaque. */
    id: string
    /** Its code, such as `en_US`. */
    language: string
    /** Where it stands. */
    status: 'pending' | 'approved' | 'rejected' | 'paused' | 'disabled' | 'in_appeal' | 'pending_deletion' | 'deleted' | 'limit_exceeded' | 'archived' | 'locked'
  }>
  /** When a message last went out with it, to the minute. */
  last_used_at: string | null
  /** When it was last read from Meta. */
  synced_at: string | null
  /** `test` reaches no phone. */
  mode: 'live' | 'test'
  /** When it was made. */
  created_at: string
}

export type TemplateRejectedEvent = {
  /** The event's id, `evt_…`. */
  id: string
  /** Which kind it is. */
  type: 'template.rejected'
  /** When it happened. */
  timestamp: string
  /** `test` reaches no phone. */
  mode: 'live' | 'test'
  /** The object as it was then. */
  data: Template
}

export type TemplatePausedEvent = {
  /** The event's id, `evt_…`. */
  id: string
  /** Which kind it is. */
  type: 'template.paused'
  /** When it happened. */
  timestamp: string
  /** `test` reaches no phone. */
  mode: 'live' | 'test'
  /** The object as it was then. */
  data: Template
}

export type TemplateCategoryChangedEvent = {
  /** The event's id, `evt_…`. */
  id: string
  /** Which kind it is. */
  type: 'template.category_changed'
  /** When it happened. */
  timestamp: string
  /** `test` reaches no phone. */
  mode: 'live' | 'test'
  /** The object as it was then. */
  data: Template
}

export type SenderConnectedEvent = {
  /** The event's id, `evt_…`. */
  id: string
  /** Which kind it is. */
  type: 'sender.connected'
  /** When it happened. */
  timestamp: string
  /** `test` reaches no phone. */
  mode: 'live' | 'test'
  /** The object as it was then. */
  data: {
    /** What this is. */
    object: 'sender'
    /** The sender's id, `snd_…`. Opaque. */
    id: string
    /** `test` reaches no phone. */
    mode: 'live' | 'test'
    /** The name that people see, as Meta has it. */
    display_name: string
    /** The number that people see, in E.164. */
    phone: string
    /** Its WhatsApp user name; null where it has none. */
    username: string | null
    /** Whether it is connected to us. */
    status: 'pending' | 'connected' | 'disconnected'
    /** Why it was disconnected, in a word. */
    disconnect_reason: string | null
    /** Whether what names no sender goes out from it. */
    is_primary: boolean
    /** The WhatsApp Business Account that it belongs to. */
    waba_id: string
    /** Meta's word for the state of the number. */
    number_status: string | null
    /** Meta's word for the state of the display name. */
    name_status: string | null
    /** Meta's rating of the last seven days; null where Meta has not said one. */
    quality: 'GREEN' | 'YELLOW' | 'RED' | 'UNKNOWN' | null
    /** How many people may be written to in 24 hours outside their windows, over all numbers of the business; null where Meta has not said. */
    messaging_limit: {
      /** Meta's word for it. */
      tier: string
      /** Null without a limit, or where the word names no number. */
      people_per_day: number | null
    } | null
    /** Whether all that an OTP needs holds. */
    can_send_otp: boolean
    /** What has to hold before OTPs can go out, one by one. */
    readiness: Array<{
      /** What has to hold. */
      check: 'token' | 'subscription' | 'registration' | 'display_name' | 'business_verification' | 'messaging_limit' | 'template' | 'payment' | 'restrictions'
      /** `ok`; `waiting` for whoever acts; `action_needed` by you; `blocked` when it stops sends altogether; `unknown` when Meta has not said. */
      state: 'ok' | 'waiting' | 'action_needed' | 'blocked' | 'unknown'
      /** Who acts next. */
      actor: 'you' | 'meta' | 'hawk_send'
      /** What to do, or what is going on, in words. */
      fix: string
      /** Whether no OTP can go out for it. */
      blocks_otps: boolean
      /** What works all the same; null when it is in order. */
      meanwhile: string | null
      /** Where at Meta to do it; null when it is not done there. */
      link: string | null
    }>
    /** When Meta was last asked. */
    checked_at: string | null
    /** When it was last connected. */
    connected_at: string | null
    /** When it was made. */
    created_at: string
  }
}

export type SenderDisconnectedEvent = {
  /** The event's id, `evt_…`. */
  id: string
  /** Which kind it is. */
  type: 'sender.disconnected'
  /** When it happened. */
  timestamp: string
  /** `test` reaches no phone. */
  mode: 'live' | 'test'
  /** The object as it was then. */
  data: {
    /** What this is. */
    object: 'sender'
    /** The sender's id, `snd_…`. Opaque. */
    id: string
    /** `test` reaches no phone. */
    mode: 'live' | 'test'
    /** The name that people see, as Meta has it. */
    display_name: string
    /** The number that people see, in E.164. */
    phone: string
    /** Its WhatsApp user name; null where it has none. */
    username: string | null
    /** Whether it is connected to us. */
    status: 'pending' | 'connected' | 'disconnected'
    /** Why it was disconnected, in a word. */
    disconnect_reason: string | null
    /** Whether what names no sender goes out from it. */
    is_primary: boolean
    /** The WhatsApp Business Account that it belongs to. */
    waba_id: string
    /** Meta's word for the state of the number. */
    number_status: string | null
    /** Meta's word for the state of the display name. */
    name_status: string | null
    /** Meta's rating of the last seven days; null where Meta has not said one. */
    quality: 'GREEN' | 'YELLOW' | 'RED' | 'UNKNOWN' | null
    /** How many people may be written to in 24 hours outside their windows, over all numbers of the business; null where Meta has not said. */
    messaging_limit: {
      /** Meta's word for it. */
      tier: string
      /** Null without a limit, or where the word names no number. */
      people_per_day: number | null
    } | null
    /** Whether all that an OTP needs holds. */
    can_send_otp: boolean
    /** What has to hold before OTPs can go out, one by one. */
    readiness: Array<{
      /** What has to hold. */
      check: 'token' | 'subscription' | 'registration' | 'display_name' | 'business_verification' | 'messaging_limit' | 'template' | 'payment' | 'restrictions'
      /** `ok`; `waiting` for whoever acts; `action_needed` by you; `blocked` when it stops sends altogether; `unknown` when Meta has not said. */
      state: 'ok' | 'waiting' | 'action_needed' | 'blocked' | 'unknown'
      /** Who acts next. */
      actor: 'you' | 'meta' | 'hawk_send'
      /** What to do, or what is going on, in words. */
      fix: string
      /** Whether no OTP can go out for it. */
      blocks_otps: boolean
      /** What works all the same; null when it is in order. */
      meanwhile: string | null
      /** Where at Meta to do it; null when it is not done there. */
      link: string | null
    }>
    /** When Meta was last asked. */
    checked_at: string | null
    /** When it was last connected. */
    connected_at: string | null
    /** When it was made. */
    created_at: string
  }
}

export type SenderQualityChangedEvent = {
  /** The event's id, `evt_…`. */
  id: string
  /** Which kind it is. */
  type: 'sender.quality_changed'
  /** When it happened. */
  timestamp: string
  /** `test` reaches no phone. */
  mode: 'live' | 'test'
  /** The object as it was then. */
  data: {
    /** What this is. */
    object: 'sender'
    /** The sender's id, `snd_…`. Opaque. */
    id: string
    /** `test` reaches no phone. */
    mode: 'live' | 'test'
    /** The name that people see, as Meta has it. */
    display_name: string
    /** The number that people see, in E.164. */
    phone: string
    /** Its WhatsApp user name; null where it has none. */
    username: string | null
    /** Whether it is connected to us. */
    status: 'pending' | 'connected' | 'disconnected'
    /** Why it was disconnected, in a word. */
    disconnect_reason: string | null
    /** Whether what names no sender goes out from it. */
    is_primary: boolean
    /** The WhatsApp Business Account that it belongs to. */
    waba_id: string
    /** Meta's word for the state of the number. */
    number_status: string | null
    /** Meta's word for the state of the display name. */
    name_status: string | null
    /** Meta's rating of the last seven days; null where Meta has not said one. */
    quality: 'GREEN' | 'YELLOW' | 'RED' | 'UNKNOWN' | null
    /** How many people may be written to in 24 hours outside their windows, over all numbers of the business; null where Meta has not said. */
    messaging_limit: {
      /** Meta's word for it. */
      tier: string
      /** Null without a limit, or where the word names no number. */
      people_per_day: number | null
    } | null
    /** Whether all that an OTP needs holds. */
    can_send_otp: boolean
    /** What has to hold before OTPs can go out, one by one. */
    readiness: Array<{
      /** What has to hold. */
      check: 'token' | 'subscription' | 'registration' | 'display_name' | 'business_verification' | 'messaging_limit' | 'template' | 'payment' | 'restrictions'
      /** `ok`; `waiting` for whoever acts; `action_needed` by you; `blocked` when it stops sends altogether; `unknown` when Meta has not said. */
      state: 'ok' | 'waiting' | 'action_needed' | 'blocked' | 'unknown'
      /** Who acts next. */
      actor: 'you' | 'meta' | 'hawk_send'
      /** What to do, or what is going on, in words. */
      fix: string
      /** Whether no OTP can go out for it. */
      blocks_otps: boolean
      /** What works all the same; null when it is in order. */
      meanwhile: string | null
      /** Where at Meta to do it; null when it is not done there. */
      link: string | null
    }>
    /** When Meta was last asked. */
    checked_at: string | null
    /** When it was last connected. */
    connected_at: string | null
    /** When it was made. */
    created_at: string
  }
}

export type SenderLimitChangedEvent = {
  /** The event's id, `evt_…`. */
  id: string
  /** Which kind it is. */
  type: 'sender.limit_changed'
  /** When it happened. */
  timestamp: string
  /** `test` reaches no phone. */
  mode: 'live' | 'test'
  /** The object as it was then. */
  data: {
    /** What this is. */
    object: 'sender'
    /** The sender's id, `snd_…`. Opaque. */
    id: string
    /** `test` reaches no phone. */
    mode: 'live' | 'test'
    /** The name that people see, as Meta has it. */
    display_name: string
    /** The number that people see, in E.164. */
    phone: string
    /** Its WhatsApp user name; null where it has none. */
    username: string | null
    /** Whether it is connected to us. */
    status: 'pending' | 'connected' | 'disconnected'
    /** Why it was disconnected, in a word. */
    disconnect_reason: string | null
    /** Whether what names no sender goes out from it. */
    is_primary: boolean
    /** The WhatsApp Business Account that it belongs to. */
    waba_id: string
    /** Meta's word for the state of the number. */
    number_status: string | null
    /** Meta's word for the state of the display name. */
    name_status: string | null
    /** Meta's rating of the last seven days; null where Meta has not said one. */
    quality: 'GREEN' | 'YELLOW' | 'RED' | 'UNKNOWN' | null
    /** How many people may be written to in 24 hours outside their windows, over all numbers of the business; null where Meta has not said. */
    messaging_limit: {
      /** Meta's word for it. */
      tier: string
      /** Null without a limit, or where the word names no number. */
      people_per_day: number | null
    } | null
    /** Whether all that an OTP needs holds. */
    can_send_otp: boolean
    /** What has to hold before OTPs can go out, one by one. */
    readiness: Array<{
      /** What has to hold. */
      check: 'token' | 'subscription' | 'registration' | 'display_name' | 'business_verification' | 'messaging_limit' | 'template' | 'payment' | 'restrictions'
      /** `ok`; `waiting` for whoever acts; `action_needed` by you; `blocked` when it stops sends altogether; `unknown` when Meta has not said. */
      state: 'ok' | 'waiting' | 'action_needed' | 'blocked' | 'unknown'
      /** Who acts next. */
      actor: 'you' | 'meta' | 'hawk_send'
      /** What to do, or what is going on, in words. */
      fix: string
      /** Whether no OTP can go out for it. */
      blocks_otps: boolean
      /** What works all the same; null when it is in order. */
      meanwhile: string | null
      /** Where at Meta to do it; null when it is not done there. */
      link: string | null
    }>
    /** When Meta was last asked. */
    checked_at: string | null
    /** When it was last connected. */
    connected_at: string | null
    /** When it was made. */
    created_at: string
  }
}

export type ContactOptedOutEvent = {
  /** The event's id, `evt_…`. */
  id: string
  /** Which kind it is. */
  type: 'contact.opted_out'
  /** When it happened. */
  timestamp: string
  /** `test` reaches no phone. */
  mode: 'live' | 'test'
  /** The object as it was then. */
  data: Contact | Suppression
}

/** A person whom you know. */
export type Contact = {
  /** What this is. */
  object: 'contact'
  /** Its id. Opaque. */
  id: string
  /** In E.164; null for somebody whom WhatsApp names by an id alone. */
  phone: string | null
  /** WhatsApp's business-scoped id of the person, where it is known. */
  recipient: string | null
  /** The name that the person chose in WhatsApp. */
  username: string | null
  /** What the person calls themselves in WhatsApp. */
  profile_name: string | null
  /** What you call the person. */
  name: string | null
  /** The person's email address. */
  email: string | null
  /** Words of your own, in lower case. */
  tags: Array<string>
  /** Facts of your own. */
  attributes: Record<string, string | number | boolean>
  /** Whether the person wants no messages at all. */
  opted_out: boolean
  /** Why, and since when; empty for who wants messages. */
  opt_outs: Array<{
    /** Whether all messages are held back, or marketing alone. */
    scope: 'all' | 'marketing'
    /** How it came about: `stop`, the person wrote a stop word; `whatsapp`, they switched marketing off in WhatsApp; `api`, `dashboard` or `import`, you said so. */
    reason: 'stop' | 'whatsapp' | 'api' | 'dashboard' | 'import'
    /** The word that the person wrote, or a note of yours. */
    note: string | null
    /** When it was made. */
    created_at: string
  }>
  /** How you came to know the person. */
  source: 'api' | 'dashboard' | 'import' | 'inbound'
  /** `test` reaches no phone. */
  mode: 'live' | 'test'
  /** When the person last wrote to you. */
  last_inbound_at: string | null
  /** When it was made. */
  created_at: string
  /** When it was last changed. */
  updated_at: string
}

/** Somebody who wants no messages. It outlives the contact. */
export type Suppression = {
  /** What this is. */
  object: 'suppression'
  /** In E.164; null for somebody whom WhatsApp names by an id alone. */
  phone: string | null
  /** WhatsApp's business-scoped id of the person, where it is known. */
  recipient: string | null
  /** Whether all messages are held back, or marketing alone. */
  scope: 'all' | 'marketing'
  /** How it came about: `stop`, the person wrote a stop word; `whatsapp`, they switched marketing off in WhatsApp; `api`, `dashboard` or `import`, you said so. */
  reason: 'stop' | 'whatsapp' | 'api' | 'dashboard' | 'import'
  /** The word that the person wrote, or a note of yours. */
  note: string | null
  /** `test` reaches no phone. */
  mode: 'live' | 'test'
  /** When it was made. */
  created_at: string
}

export type ContactOptedInEvent = {
  /** The event's id, `evt_…`. */
  id: string
  /** Which kind it is. */
  type: 'contact.opted_in'
  /** When it happened. */
  timestamp: string
  /** `test` reaches no phone. */
  mode: 'live' | 'test'
  /** The object as it was then. */
  data: Contact | Suppression
}

export type WebhookEndpointDisabledEvent = {
  /** The event's id, `evt_…`. */
  id: string
  /** Which kind it is. */
  type: 'webhook_endpoint.disabled'
  /** When it happened. */
  timestamp: string
  /** `test` reaches no phone. */
  mode: 'live' | 'test'
  /** The object as it was then. */
  data: {
    /** What this is. */
    object: 'webhook_endpoint'
    /** Its id. Opaque. */
    id: string
    /** `test` reaches no phone. */
    mode: 'live' | 'test'
    /** Where it is. */
    url: string
    /** The types that it gets; `["*"]` is all. */
    events: Array<string>
    /** Your own words about it. */
    description: string
    /** Whether anything is sent to it. */
    enabled: boolean
    /** `by_hand`, `gone` (it answered 410), or `failing` (days of nothing but failures); null while it is enabled. */
    disabled_reason: 'by_hand' | 'gone' | 'failing' | null
    /** Since when nothing is sent to it. */
    disabled_at: string | null
    /** At most so many deliveries a second; null is no cap. */
    rate_per_second: number | null
    /** What is sent besides ours; the values are never shown again. */
    header_names: Array<string>
    /** Since when every delivery has failed. */
    failing_since: string | null
    /** When it last answered with a 2xx. */
    last_succeeded_at: string | null
    /** When a delivery to it last failed. */
    last_failed_at: string | null
    /** When it was made. */
    created_at: string
    /** When it was last changed; null while it never was. */
    updated_at: string
  }
}

export type TestPingEvent = {
  /** The event's id, `evt_…`. */
  id: string
  /** Which kind it is. */
  type: 'test.ping'
  /** When it happened. */
  timestamp: string
  /** `test` reaches no phone. */
  mode: 'live' | 'test'
  /** The object as it was then. */
  data: {
    /** What this is. */
    object: 'ping'
    /** The endpoint that it was sent to; null while its URL is only being tried. */
    endpoint_id: string | null
    /** What is wrong, in words. */
    message: string
  }
}
