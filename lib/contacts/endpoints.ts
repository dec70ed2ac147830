import { changeContact } from '@/lib/contacts/change'
import { createContact } from '@/lib/contacts/create'
import { deleteContact } from '@/lib/contacts/delete'
import {
  createContactExamples,
  deleteContactExamples,
  getContactExamples,
  getImportExamples,
  importExamples,
  listContactsExamples,
  updateContactExamples,
} from '@/lib/contacts/examples'
import { getContact } from '@/lib/contacts/get'
import { getImport } from '@/lib/contacts/get-import'
import { importContacts } from '@/lib/contacts/import'
import { ContactImportObject, ImportContactsInput } from '@/lib/contacts/import-schema'
import { listContacts } from '@/lib/contacts/list'
import {
  ContactList,
  ContactObject,
  CreateContactInput,
  DeletedContact,
  ListContactsQuery,
  UpdateContactInput,
} from '@/lib/contacts/schema'
import { endpoint } from '@/lib/core/endpoint'
import { policy } from '@/lib/core/policy'

const { imports } = policy.contacts

export const listContactsEndpoint = endpoint({
  method: 'GET',
  path: '/contacts',
  scope: 'contacts:read',
  summary: 'List contacts, newest first',
  examples: listContactsExamples,
  query: ListContactsQuery,
  reply: ContactList,
  status: 200,
  run: listContacts,
})

export const createContactEndpoint = endpoint({
  method: 'POST',
  path: '/contacts',
  scope: 'contacts:write',
  summary: 'Create a contact',
  description:
    'One contact has one number, whichever way it is written: `+5215512345678` and `+525512345678` are the same. A number that is known is a 409 whose `errors` name the contact that has it. Whoever has opted out stays so. People who write to you become contacts by themselves.',
  errors: ['state_conflict'],
  examples: createContactExamples,
  body: CreateContactInput,
  reply: ContactObject,
  status: 201,
  run: createContact,
})

export const getContactEndpoint = endpoint({
  method: 'GET',
  path: '/contacts/{id}',
  scope: 'contacts:read',
  summary: 'Read a contact',
  examples: getContactExamples,
  reply: ContactObject,
  status: 200,
  run: getContact,
})

export const updateContactEndpoint = endpoint({
  method: 'PATCH',
  path: '/contacts/{id}',
  scope: 'contacts:write',
  summary: 'Change a contact',
  description:
    'What is not named stays. `tags` are replaced as a whole, `attributes` one by one. `opted_out` adds or removes the suppression of the number with the scope `all`; a suppression stays with its number when the contact gets another.',
  errors: ['state_conflict'],
  examples: updateContactExamples,
  body: UpdateContactInput,
  reply: ContactObject,
  status: 200,
  run: changeContact,
})

export const deleteContactEndpoint = endpoint({
  method: 'DELETE',
  path: '/contacts/{id}',
  scope: 'contacts:write',
  summary: 'Delete a contact',
  description:
    'Its messages stay until their time is over. So do its suppressions: the person still wants none.',
  examples: deleteContactExamples,
  reply: DeletedContact,
  status: 200,
  run: deleteContact,
})

export const importContactsEndpoint = endpoint({
  method: 'POST',
  path: '/contacts/import',
  scope: 'contacts:write',
  operationId: 'importContacts',
  summary: 'Bring in contacts from a CSV file',
  description: `Up to ${imports.rows} rows or ${imports.fileBytes} bytes in UTF-8, in a body of at most ${imports.bodyBytes} bytes. A number that is known is changed: empty cells leave what is there, tags are added, and nobody is opted in by a file. A row with a fault is refused, and the others go in. Read the import to see how far it is.`,
  errors: ['state_conflict'],
  examples: importExamples,
  secrets: ['csv'],
  bodyLimitBytes: imports.bodyBytes,
  body: ImportContactsInput,
  reply: ContactImportObject,
  status: 202,
  run: importContacts,
})

export const getImportEndpoint = endpoint({
  method: 'GET',
  path: '/contacts/import/{id}',
  scope: 'contacts:read',
  operationId: 'getContactImport',
  summary: 'Read how far an import has come',
  description: `What became of a file is kept for ${imports.keptDays} days after its end; the file itself is erased when it ends.`,
  examples: getImportExamples,
  reply: ContactImportObject,
  status: 200,
  run: getImport,
})

export const contactEndpoints = [
  listContactsEndpoint,
  createContactEndpoint,
  getContactEndpoint,
  updateContactEndpoint,
  deleteContactEndpoint,
  importContactsEndpoint,
  getImportEndpoint,
]
