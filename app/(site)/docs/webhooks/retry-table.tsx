import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { policy } from '@/lib/core/policy'

/** When each attempt is made, from the numbers that make them. */
export function RetryTable() {
  const waits = [0, ...policy.webhooks.retrySeconds]
  const rows = waits.map((wait, at) => ({
    attempt: at + 1,
    wait,
    since: waits.slice(0, at + 1).reduce((sum, seconds) => sum + seconds, 0),
  }))
  return (
    <Table caption="Attempts">
      <TableHead>
        <HeadCell>Which</HeadCell>
        <HeadCell>After the one before ended</HeadCell>
        <HeadCell>Since the event, at the earliest</HeadCell>
      </TableHead>
      <TableBody>
        {rows.map(({ attempt, wait, since }) => (
          <Row key={attempt}>
            <Cell className="text-ink">Attempt {attempt}</Cell>
            <Cell>{attempt === 1 ? 'at once' : `${spanOf(wait)} later`}</Cell>
            <Cell>{attempt === 1 ? '' : `${spanOf(since)} in all`}</Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

function spanOf(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
  if (minutes === 0) return `${seconds} s`
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`
}
