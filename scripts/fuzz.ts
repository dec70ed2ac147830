// The fuzz of the public API at its full length: `npm run fuzz`. FUZZ_SEED repeats a run, FUZZ_CASES changes its length.
process.env.FUZZ_CASES ??= '5000'
process.argv.splice(2, 0, 'unit', 'lib/http/fuzz.test.ts')
await import('./test')

export {}
