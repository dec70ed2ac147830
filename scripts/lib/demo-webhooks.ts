/** Gives the demo tenant webhooks to look at: what is told of it is true, and what comes arrives in the sandbox. */
export async function makeDemoWebhooks(tenant: {
  tenant_id: string
  sender_id: string
  webhook_secret: string
  inboxUrl: string
}): Promise<void> {
  const { seedWebhooks } = await import('@/db/seed-webhooks')
  const { fromTypeId, toTypeId } = await import('@/lib/core/ids')
  const { jobContext } = await import('@/lib/core/job-context')
  const { getSender } = await import('@/lib/senders/get')
  const { listTemplates } = await import('@/lib/templates/list')
  const { eventBody } = await import('@/lib/webhooks/event-body')
  const { signedHeaders } = await import('@/lib/webhooks/sign')

  const tenantId = fromTypeId('tenant', tenant.tenant_id)
  if (!tenantId) throw new Error(`${tenant.tenant_id} is no tenant.`)
  const ctx = jobContext('templates', { tenantId, mode: 'live' })
  const sender = await getSender(ctx, { id: tenant.sender_id })
  const templates = await listTemplates(ctx, { limit: 4 })
  await seedWebhooks({
    tenantId,
    inboxUrl: tenant.inboxUrl,
    told: [
      { type: 'sender.connected', subjectId: sender.id, data: sender },
      ...templates.data.map((data) => ({ type: 'template.approved', subjectId: data.id, data })),
    ],
    latest: { type: 'sender.quality_changed', subjectId: sender.id, data: sender },
    headersOf: (event, at) => ({
      'content-type': 'application/json',
      ...signedHeaders([tenant.webhook_secret], {
        id: toTypeId('event', event.id),
        timestamp: Math.floor(at.getTime() / 1_000),
        body: eventBody(event),
      }),
    }),
  })
}
