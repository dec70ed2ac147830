import type { CSSProperties } from 'react'

const sans = "'Hanken Grotesk', -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
const display = "Archivo, 'Hanken Grotesk', -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
const mono = "'Martian Mono', ui-monospace, 'SF Mono', Menlo, Consolas, monospace"
const line = '1px solid #e0ded5'

/** The colours of app/globals.css, written on each element: many mail programs read nothing else. */
export const style = {
  body: { margin: 0, padding: '32px 12px', backgroundColor: '#fbfaf6', fontFamily: sans },
  sheet: {
    width: '100%',
    maxWidth: '600px',
    margin: '0 auto',
    padding: '32px',
    border: line,
    borderRadius: '6px',
    backgroundColor: '#ffffff',
  },
  brand: { margin: '0 0 32px', color: '#0e1c16', font: `800 16px/24px ${display}` },
  wing: {
    display: 'inline-block',
    width: '14px',
    marginRight: '9px',
    borderRadius: '0 9px 0 9px',
    backgroundColor: '#06634a',
    lineHeight: '14px',
    fontSize: '10px',
  },
  title: {
    margin: '0 0 16px',
    color: '#0e1c16',
    font: `700 24px/32px ${display}`,
    letterSpacing: '-0.01em',
    overflowWrap: 'anywhere',
  },
  words: {
    margin: '0 0 16px',
    color: '#48564e',
    font: `400 16px/24px ${sans}`,
    overflowWrap: 'anywhere',
  },
  code: {
    margin: '0 0 16px',
    padding: '16px 20px',
    border: line,
    borderRadius: '3px',
    backgroundColor: '#f4f2ec',
    color: '#0e1c16',
    font: `600 32px/40px ${mono}`,
    letterSpacing: '0.16em',
    textAlign: 'center',
  },
  button: {
    display: 'inline-block',
    margin: '4px 0 20px',
    padding: '12px 20px',
    borderRadius: '3px',
    backgroundColor: '#06634a',
    color: '#ffffff',
    font: `600 16px/24px ${sans}`,
    textDecoration: 'none',
  },
  link: { color: '#06634a', fontWeight: 600, textDecoration: 'underline' },
  facts: { width: '100%', margin: '0 0 20px', borderTop: line },
  factName: {
    width: '112px',
    padding: '10px 12px 10px 0',
    borderBottom: line,
    color: '#636f67',
    font: `400 14px/20px ${sans}`,
    verticalAlign: 'top',
  },
  factValue: {
    padding: '10px 0',
    borderBottom: line,
    color: '#0e1c16',
    font: `600 14px/20px ${sans}`,
    overflowWrap: 'anywhere',
    verticalAlign: 'top',
  },
  rule: { margin: '16px 0', border: 0, borderTop: line },
  reason: { margin: 0, color: '#636f67', font: `400 13px/20px ${sans}`, overflowWrap: 'anywhere' },
} as const satisfies Record<string, CSSProperties>

export const darkStyle = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (max-width: 480px) { .sheet { padding: 24px 20px !important; } }
@media (prefers-color-scheme: dark) {
  .canvas, .canvas > table > tbody > tr > td { background-color: #08100d !important; }
  .sheet { background-color: #101a16 !important; border-color: #283530 !important; }
  .line { border-color: #283530 !important; }
  .ink { color: #eff1ea !important; }
  .ink-2 { color: #aeb7ac !important; }
  .ink-3 { color: #8d998f !important; }
  .code { background-color: #0b1411 !important; border-color: #283530 !important; color: #eff1ea !important; }
  .wing { background-color: #5de5a0 !important; }
  .button { background-color: #5de5a0 !important; color: #08100d !important; }
  .link { color: #5de5a0 !important; }
}`
