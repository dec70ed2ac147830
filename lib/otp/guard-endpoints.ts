import { endpoint } from '@/lib/core/endpoint'
import { ListQuery } from '@/lib/core/lists'
import { backtestGuard } from '@/lib/otp/backtest-guard'
import { getGuard } from '@/lib/otp/get-guard'
import { BacktestGuardInput, GuardBacktest, GuardBlockList, GuardObject } from '@/lib/otp/guard-schema'
import { listGuardBlocks } from '@/lib/otp/list-guard-blocks'

export const getGuardEndpoint = endpoint({
  method: 'GET',
  path: '/otp/guard',
  scope: 'otp:read',
  summary: 'Read the settings of the fraud guard',
  reply: GuardObject,
  status: 200,
  run: getGuard,
})

export const backtestGuardEndpoint = endpoint({
  method: 'POST',
  path: '/otp/guard/backtest',
  scope: 'otp:read',
  summary: 'Try settings of the fraud guard on past sends',
  body: BacktestGuardInput,
  reply: GuardBacktest,
  status: 200,
  run: backtestGuard,
})

export const listGuardBlocksEndpoint = endpoint({
  method: 'GET',
  path: '/otp/guard/blocks',
  scope: 'otp:read',
  summary: 'List the sends that the fraud guard stopped',
  query: ListQuery,
  reply: GuardBlockList,
  status: 200,
  run: listGuardBlocks,
})
