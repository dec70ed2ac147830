const phone = '+14155550100'
const id = 'con_01kb5t9y8ze3xtfvb2m7c0qh4d'

export const contactExample = {
  object: 'contact',
  id,
  phone,
  recipient: 'US.13491208655302741918',
  username: 'ana.keller',
  profile_name: 'Ana',
  name: 'Ana Keller',
  email: 'ana@example.com',
  tags: ['customer', 'vip'],
  attributes: { city: 'Lisbon', orders: 12, newsletter: true },
  opted_out: false,
  opt_outs: [],
  source: 'api',
  mode: 'live',
  last_inbound_at: '2026-11-24T09:28:41.000Z',
  created_at: '2026-11-24T09:30:00.000Z',
  updated_at: '2026-11-24T09:30:00.000Z',
}

const optOut = {
  scope: 'all',
  reason: 'stop',
  note: 'STOP',
  created_at: '2026-11-24T09:31:12.000Z',
}

export const optedOutExample = { ...contactExample, opted_out: true, opt_outs: [optOut] }

const { name, email, tags, attributes } = contactExample
export const createContactExamples = {
  body: { phone, name, email, tags, attributes },
  reply: { ...contactExample, recipient: null, username: null, profile_name: null, last_inbound_at: null },
}
export const getContactExamples = { reply: contactExample, others: { opted_out: optedOutExample } }
export const updateContactExamples = {
  body: { name: 'Ana Keller', tags, attributes: { city: null, orders: 12 } },
  reply: { ...contactExample, attributes: { orders: 12, newsletter: true } },
}
export const listContactsExamples = {
  reply: { object: 'list', data: [contactExample], has_more: false, next_cursor: null },
}
export const deleteContactExamples = { reply: { object: 'contact', id, deleted: true } }

const suppression = { object: 'suppression', phone, recipient: null, ...optOut, mode: 'live' }
export const suppressionExample = suppression
export const getSuppressionExamples = { reply: suppression }
export const setSuppressionExamples = {
  body: { scope: 'all', note: 'asked by phone' },
  reply: { ...suppression, reason: 'api', note: 'asked by phone' },
}
export const removeSuppressionExamples = {
  reply: { object: 'suppression', phone, recipient: null, deleted: true },
}
export const listSuppressionsExamples = {
  reply: { object: 'list', data: [suppression], has_more: false, next_cursor: null },
}

const queued = {
  object: 'contact_import',
  id: 'imp_01kb5t9y8ze3xtfvb2m7c0qh4d',
  file_name: 'contacts.csv',
  status: 'queued',
  columns: ['phone', 'name', 'attribute:city'],
  rows: 2,
  processed: 0,
  created: 0,
  updated: 0,
  refused: 0,
  errors: [],
  mode: 'live',
  created_at: '2026-11-24T09:30:00.000Z',
  ended_at: null,
}
export const importExamples = {
  body: {
    csv: 'phone,name,city\n+14155550100,Ana Keller,Lisbon\n415555,Ben,Porto\n',
    default_country: 'US',
  },
  reply: queued,
}
export const getImportExamples = {
  reply: {
    ...queued,
    status: 'done',
    processed: 2,
    created: 1,
    refused: 1,
    errors: [{ row: 3, column: 'phone', message: 'Is no phone number.' }],
    ended_at: '2026-11-24T09:30:00.412Z',
  },
}
