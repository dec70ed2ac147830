'use client'

import { ChevronDown } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '@/components/ui/menu'
import { Status } from '@/components/ui/status'
import { type OtpStatus, otpStatuses } from '@/lib/otp/schema'
import { otpStatusLooks } from './otp-status'

type Props = { status: OtpStatus | undefined; hrefs: Record<OtpStatus | 'any', string> }

export function StatusFilter({ status, hrefs }: Props) {
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button
          className={status && 'border-primary bg-soft text-primary hover:border-primary hover:text-primary'}
        >
          Status: {status ? otpStatusLooks[status].word.toLowerCase() : 'any'}
          <ChevronDown aria-hidden className="size-3.5" />
        </Button>
      </MenuTrigger>
      <MenuContent>
        <MenuItem asChild current={!status}>
          <Link href={hrefs.any}>Any status</Link>
        </MenuItem>
        {otpStatuses.map((name) => {
          const { tone, glyph, word } = otpStatusLooks[name]
          return (
            <MenuItem key={name} asChild current={name === status}>
              <Link href={hrefs[name]}>
                <Status tone={tone} glyph={glyph}>
                  {word}
                </Status>
              </Link>
            </MenuItem>
          )
        })}
      </MenuContent>
    </Menu>
  )
}
