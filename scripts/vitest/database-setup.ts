import { inject } from 'vitest'
import { onDatabase } from '../lib/test-world'
import { workerDatabase } from './worker-database'

// Runs in the worker before each test file, and so before anything there has read its environment.
const database = workerDatabase(process.env.VITEST_POOL_ID ?? '1')
Object.assign(process.env, onDatabase(inject('environment'), database))
