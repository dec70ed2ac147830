import { dashboardRoute } from '@/lib/http/dashboard-route'
import { noteDialogSilence } from '@/lib/senders/note-silence'

export const POST = dashboardRoute({ run: noteDialogSilence })
