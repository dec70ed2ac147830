import { spawnSync } from 'node:child_process'
import { exitCodeOf, startProgram } from './processes'

/** Whether we may install packages of the system. */
export function hasAptAsRoot(): boolean {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0
}

/** Whether it worked is seen by whether what it brings is there. */
export async function installFromApt(name: string): Promise<void> {
  const apt = (args: string[]) =>
    exitCodeOf(
      startProgram({
        name: 'apt-get',
        file: 'apt-get',
        args,
        environment: { DEBIAN_FRONTEND: 'noninteractive' },
        output: process.env.VERBOSE ? 'shown' : 'kept',
      }),
    )
  await apt(['update'])
  await apt(['install', '-y', '--no-install-recommends', name])
}
