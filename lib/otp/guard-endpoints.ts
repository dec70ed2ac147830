import { endpoint } from '@/lib/core/endpoint'
import { ListQuery } from '@/lib/core/lists'
import { backtestGuard } from '@/lib/otp/backtest-guard'
import { getGuard } from '@/lib/otp/get-guard'
import { backtestExamples, getGuardExamples, listBlocksExamples } from '@/lib/otp/guard-examples'
import { BacktestGuardInput, GuardBacktest, GuardBlockList, GuardObject } from '@/lib/otp/guard-schema'
import { listGuardBlocks } from '@/lib/otp/list-guard-blocks'

export const getGuardEndpoint = endpoint({
  method: 'GET',
  path: '/otp/guard',
  scope: 'otp:read',
  operationId: 'getOtpGuard',
  summary: 'Read the settings of the fraud guard',
  examples: getGuardExamples,
  reply: GuardObject,
  status: 200,
  run: getGuard,
})

export const backtestGuardEndpoint = endpoint({
  method: 'POST',
  path: '/otp/guard/backtest',
  scope: 'otp:read',
  operationId: 'backtestOtpGuard',
  summary: 'Try settings of the fraud guard on past sends',
  description:
    'Replays the sends of the last 30 days against other settings and tells what would have been stopped, and whom wrongly. Nothing is changed.',
  examples: backtestExamples,
  body: BacktestGuardInput,
  reply: GuardBacktest,
  status: 200,
  run: backtestGuard,
})

export const listGuardBlocksEndpoint = endpoint({
  method: 'GET',
  path: '/otp/guard/blocks',
  scope: 'otp:read',
  operationId: 'listOtpGuardBlocks',
  summary: 'List the sends that the fraud guard stopped',
  examples: listBlocksExamples,
  query: ListQuery,
  reply: GuardBlockList,
  status: 200,
  run: listGuardBlocks,
})
