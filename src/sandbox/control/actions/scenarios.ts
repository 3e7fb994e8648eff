// A whole scenario as one action.

import * as v from 'valibot';
import { action } from '../action.ts';
import { text } from '../fields.ts';

export const scenarios = {
  'play-scenario': action({
    about: 'Play a ready scenario by its name, or one of your own as YAML',
    input: v.pipe(
      v.strictObject({ name: v.exactOptional(text), yaml: v.exactOptional(text) }),
      v.check(
        ({ name, yaml }) => (name === undefined) !== (yaml === undefined),
        'either a name or YAML is needed',
      ),
    ),
    example: { name: 'second-factor' },
    async run(sandbox, { name = 'yaml', yaml }): Promise<{ title: string; steps: number }> {
      // Loaded when one is played: a scenario is a list of the actions of which this is one.
      const [{ playScenario, readScenario }, { readyScenarioText }] = await Promise.all([
        import('../scenario.ts'),
        import('../ready-scenarios.ts'),
      ]);
      // A ready one only: whoever reaches the controls has not thereby been asked in to read files.
      const scenario = readScenario(yaml ?? readyScenarioText(name), name);
      await playScenario(sandbox, scenario, name);
      return { title: scenario.title, steps: scenario.steps.length };
    },
  }),
};
