import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { qrSvg } from './qr'

const link = 'https://wa.me/12025550100?text=Verify%20HAWK-7K3M-9QXA'

test('the picture has every dark module of the code, and its quiet zone', () => {
  const { data, size } = encode(link, { ecc: 'M', border: 4 })
  const dark = new Set(data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`${x} ${y}`] : []))))
  const drawn = new Set(
    [...qrSvg(link).matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)].flatMap(([, x, y, length]) =>
      Array.from({ length: Number(length) }, (_, step) => `${Number(x) + step} ${y}`),
    ),
  )
  expect(drawn).toEqual(dark)
  for (const place of drawn)
    for (const coordinate of place.split(' ').map(Number)) {
      expect(coordinate).toBeGreaterThanOrEqual(4)
      expect(coordinate).toBeLessThan(size - 4)
    }
})

test('the picture is small, dark on light, and holds nothing that runs or loads', () => {
  const svg = qrSvg(link)
  expect(svg.length).toBeLessThan(8_000)
  expect(svg).toMatch(/^<svg [^<>]*><path fill="#fff" [^<>]*\/><path fill="#000" [^<>]*\/><\/svg>$/)
  expect(svg.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|script|href|on\w+=/)
})
