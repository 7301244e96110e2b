import type { Client } from '../../../contract/client.ts'
import type { GrantKeeper } from '../../settings/grants.ts'

/** Files of runs from elsewhere are none of this face's business. */
export async function grantedSamples(client: Client, grants: GrantKeeper, options: { signal: AbortSignal }) {
  const { samples } = await client.ask('preview.samples', {}, options)
  const isOpen = ({ sample }: (typeof samples)[number]) =>
    checkedSample(sample, grants).then(
      () => true,
      () => false,
    )
  const open = await Promise.all(samples.map(isOpen))
  return { samples: samples.filter((_, at) => open[at]) }
}

/** Samples of Millrace have ids that are no paths. */
export async function checkedSample(sample: string, grants: GrantKeeper): Promise<string> {
  return sample.startsWith('sample:') ? sample : grants.require(sample, 'read')
}
