import { flowText } from '../flows/flow-text.ts';
import { panOs } from '../flows/pan-os.ts';

export const panOsText = flowText(panOs);
