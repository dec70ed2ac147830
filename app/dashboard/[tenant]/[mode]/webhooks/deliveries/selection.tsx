'use client'

import { createContext, type ReactNode, use, useMemo, useState } from 'react'

/** What is chosen: ids of deliveries, each with its endpoint's. */
export type Chosen = ReadonlyMap<string, string>
export type Row = { id: string; endpointId: string }
type Selection = {
  chosen: Chosen
  most: number
  choose: (rows: Row[], isChosen: boolean) => void
  clear: () => void
}

const Context = createContext<Selection | null>(null)

/** Rows of a list that are chosen for one act. What was chosen on one page stays so on the next. */
export function SelectionProvider({ most, children }: { most: number; children: ReactNode }) {
  const [chosen, setChosen] = useState<Chosen>(new Map())
  const selection = useMemo(
    () => ({
      chosen,
      most,
      choose: (rows: Row[], isChosen: boolean) =>
        setChosen((before) => {
          const after = new Map(before)
          for (const { id, endpointId } of rows) {
            if (!isChosen) after.delete(id)
            else if (after.size < most) after.set(id, endpointId)
          }
          return after
        }),
      clear: () => setChosen(new Map()),
    }),
    [chosen, most],
  )
  return <Context value={selection}>{children}</Context>
}

export function useSelection(): Selection {
  const selection = use(Context)
  if (!selection) throw new Error('There is nothing around it that could be chosen from.')
  return selection
}

export function SelectRow({ id, endpointId, label }: Row & { label: string }) {
  const { chosen, most, choose } = useSelection()
  const isChosen = chosen.has(id)
  return (
    <label className="relative z-10 -my-1 -ms-1 grid size-6 cursor-pointer place-items-center pointer-coarse:-my-2 pointer-coarse:size-9">
      <input
        type="checkbox"
        aria-label={label}
        checked={isChosen}
        disabled={!isChosen && chosen.size >= most}
        onChange={(event) => choose([{ id, endpointId }], event.target.checked)}
        className="size-4 accent-primary"
      />
    </label>
  )
}

export function SelectPage({ rows }: { rows: Row[] }) {
  const { chosen, choose } = useSelection()
  const count = rows.filter(({ id }) => chosen.has(id)).length
  const isAll = count === rows.length
  return (
    <label className="-ms-1 inline-flex min-h-7 cursor-pointer items-center gap-1.5 text-ink-2 text-sm pointer-coarse:min-h-11">
      <span className="grid size-6 place-items-center">
        <input
          type="checkbox"
          checked={isAll}
          ref={(box) => {
            if (box) box.indeterminate = count > 0 && !isAll
          }}
          onChange={(event) => choose(rows, event.target.checked)}
          className="size-4 accent-primary"
        />
      </span>
      Select this page
    </label>
  )
}
