// Tests the payroll API in process, the way the page calls it.
import { payrollSuite } from './payroll-suite.fixture.ts'

payrollSuite('in process', async (api) => ({
  send: (path, init) => api.fetch(new Request(`https://payroll.example${path}`, init)),
  stop: async () => {},
}))
