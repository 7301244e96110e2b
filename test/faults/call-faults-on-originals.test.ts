import { moving, replacing } from './kit/batch.ts'
import { testFaultPoints } from './kit/fault-points.ts'

testFaultPoints({
  moves: { kind: moving, modes: ['killafter', 'killall', 'EIO', 'EXDEV'] },
  replacements: { kind: replacing, modes: ['killafter', 'killall', 'ENOSPC', 'EXDEV'] },
})
