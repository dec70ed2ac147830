import { acknowledgeAsOperator } from '@/lib/alerts/acknowledge-as-operator'
import { AcknowledgeInput } from '@/lib/alerts/schema'
import { opsRoute } from '@/lib/http/ops-route'

export const POST = opsRoute({ body: AcknowledgeInput, run: acknowledgeAsOperator })
