import { toJsonSchema } from '@valibot/to-json-schema';
import { InfluenceConfig } from '../../contract/config';

/** The JSON schema that the editor uses for completion, hovers and validation of influence.json. */
export function configJsonSchema(): Record<string, unknown> {
  const schema = toJsonSchema(InfluenceConfig, { typeMode: 'input' });
  return {
    ...schema,
    title: 'Influence Lens dataset',
    description:
      'One dataset and one model: which files, which label, how the model is fitted and explained.',
    // The editor's JSON service understands these two beyond the standard.
    allowComments: true,
    allowTrailingCommas: true,
  };
}
