import type { MailFields } from '@/lib/mails/schema'
import { facts, type Letter, link, minorLink, visitFacts, words } from './letter'

const ofAccount = 'You get this mail because this is the address of your account.'

export function verification({ code, link: page, expiresInMinutes }: MailFields<'verification'>): Letter {
  return {
    subject: `${code} is your Hawk Send code`,
    preheader: `It works once, within ${expiresInMinutes} minutes.`,
    title: 'Confirm your address',
    blocks: [
      words('Enter this code on the page where you signed up:'),
      { kind: 'code', code },
      words(`It works once, within ${expiresInMinutes} minutes. Nobody from Hawk Send will ask you for it.`),
      link('Open the page', page),
    ],
    reason: 'You get this mail because somebody signed up with this address. If it was not you, ignore it.',
  }
}

export function accountExists({ signInLink, resetLink }: MailFields<'account_exists'>): Letter {
  return {
    subject: 'You already have an account',
    preheader: 'Sign in, or set a new password.',
    title: 'You already have an account',
    blocks: [
      words('Somebody signed up with this address, and it has an account already.'),
      link('Sign in', signInLink),
      minorLink('Set a new password', resetLink),
      words('If it was not you, ignore this mail. Nothing has changed.'),
    ],
    reason: ofAccount,
  }
}

export function passwordReset({ link: page, expiresInMinutes }: MailFields<'password_reset'>): Letter {
  return {
    subject: 'Set a new password',
    preheader: `The link works once, within ${expiresInMinutes} minutes.`,
    title: 'Set a new password',
    blocks: [
      words('Somebody asked for a new password for your account.'),
      link('Set a new password', page),
      words(`The link works once, within ${expiresInMinutes} minutes. A new password ends every session.`),
      words('If it was not you, ignore this mail. Your password stays as it is.'),
    ],
    reason: ofAccount,
  }
}

export function passwordChanged({ resetLink, ...visit }: MailFields<'password_changed'>): Letter {
  return {
    subject: 'Your password was changed',
    preheader: 'If it was not you, set a new one now.',
    title: 'Your password was changed',
    blocks: [
      facts(...visitFacts(visit)),
      words('If it was you, there is nothing to do. If not, set a new password now.'),
      link('Set a new password', resetLink),
    ],
    reason: ofAccount,
  }
}

export function newSignIn({ sessionsLink, ...visit }: MailFields<'new_sign_in'>): Letter {
  return {
    subject: 'New sign-in to your account',
    preheader: `${visit.browser}, ${visit.place}`,
    title: 'New sign-in to your account',
    blocks: [
      words('Somebody signed in with a browser that we have not seen with you before.'),
      facts(...visitFacts(visit)),
      words('If it was you, there is nothing to do. If not, end that session, then change your password.'),
      link('See your sessions', sessionsLink),
    ],
    reason: ofAccount,
  }
}

export function tokenReuse({ sessionsLink, ...visit }: MailFields<'token_reuse'>): Letter {
  return {
    subject: 'We ended one of your sessions',
    preheader: 'Its token was used twice, which a copy would explain.',
    title: 'We ended one of your sessions',
    blocks: [
      words(
        'A token of that session was used a second time. Somebody may hold a copy, so the session is over for whoever has it.',
      ),
      facts(...visitFacts(visit)),
      words('Sign in again. If you do not know this browser, change your password as well.'),
      link('See your sessions', sessionsLink),
    ],
    reason: ofAccount,
  }
}

export function secondFactorChanged(fields: MailFields<'second_factor_changed'>): Letter {
  return {
    subject: 'Your two-factor sign-in was changed',
    preheader: fields.change,
    title: 'Your two-factor sign-in was changed',
    blocks: [
      words(fields.change),
      facts(...visitFacts(fields)),
      words('If it was you, there is nothing to do. If not, change it back, then change your password.'),
      link('See your security settings', fields.securityLink),
    ],
    reason: ofAccount,
  }
}
