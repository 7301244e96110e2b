import { sameIdentity } from '../io/identity.ts'
import type { Earlier } from '../journal/admit.ts'
import type { BatchContext } from './batch-context.ts'

type Standing = Pick<BatchContext, 'parts' | 'traits'>

/** Are all results of an earlier job still where it put them, as it left them? Only then may they be reused. */
export async function stands(earlier: Earlier, batch: Standing): Promise<boolean> {
  const [standing = false] = await allStand([earlier], batch)
  return standing
}

/** As `stands`, for many at once. */
export async function allStand(earlier: Earlier[], { parts, traits }: Standing): Promise<boolean[]> {
  const paths = earlier.flatMap(({ outputs }) => outputs.map(({ path }) => path))
  const found = (await parts.io.call('look', paths)).values()
  return earlier.map(({ outputs }) => {
    const same = outputs.map((output) => {
      const identity = found.next().value
      return identity ? sameIdentity(identity, output.identity, traits) : false
    })
    return same.length > 0 && same.every(Boolean)
  })
}
