import type { OtpSummary } from '@/lib/otp/summary-schema'

/** What the shapes above are made of, newest first: figures in columns, also where it is narrow. */
export function HoursTable({ hours }: { hours: OtpSummary['hours'] }) {
  return (
    <details className="text-sm">
      <summary className="min-h-6 w-fit text-ink-2 underline-offset-4 hover:underline">Hour by hour</summary>
      <table className="mt-3 w-full max-w-xl border-line border-t tabular-nums">
        <thead>
          <tr className="border-b text-end text-ink-3 text-xs">
            {['Hours ago', 'Sent', 'Delivered', 'Verified'].map((name, index) => (
              <th
                key={name}
                scope="col"
                className={index === 0 ? 'py-1.5 text-start font-medium' : 'py-1.5 text-end font-medium'}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hours.toReversed().map(({ hoursAgo, sent, delivered, verified }) => (
            <tr key={hoursAgo} className="border-b text-end">
              <th scope="row" className="py-1 text-start font-normal">
                {hoursAgo === 0 ? 'Last hour' : hoursAgo}
              </th>
              <td>{sent}</td>
              <td>{delivered}</td>
              <td>{verified}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
