import { maskPhone } from '@/lib/core/phone'
import { dashboardRoute } from '@/lib/http/dashboard-route'
import { backtestGuard } from '@/lib/otp/backtest-guard'
import { BacktestGuardInput } from '@/lib/otp/guard-schema'

/** As the API's, but that a browser sees masked numbers alone. */
export const POST = dashboardRoute({
  body: BacktestGuardInput,
  run: async (ctx, input) => {
    const report = await backtestGuard(ctx, input)
    return { ...report, examples: report.examples.map((row) => ({ ...row, to: maskPhone(row.to) })) }
  },
})
