/** Every command and what it does: the place to add one. */
import { auditVulnerability } from './auditVulnerability';
import { chooseBackend } from './chooseBackend';
import { chooseDataset } from './chooseDataset';
import { clearCache } from './clearCache';
import { applyFixes, exportFixes, openDecisionsFile } from './decisionsFile';
import { compareModels } from './compareModels';
import {
  acceptSuggestion,
  changeLabel,
  chooseLabel,
  keepLabel,
  reopenSuspect,
  skipSuspect,
} from './decideSuspects';
import { findSlice, verifyPrediction } from './dig';
import { explainFile } from './explainFile';
import { explainPrediction } from './explainPrediction';
import { clearRecent, explainRecent } from './explainRecent';
import { explainRow } from './explainRow';
import { findMislabels } from './findMislabels';
import { openFlag, openFlagsFile, removeFlag } from './flags';
import { restartEngine, showLog } from './log';
import { openConfig, openData, openRecordCommand } from './open';
import { openSample } from './openSample';
import { rankAgain, refit, stop } from './refit';
import type { CommandHandlers } from './register';
import { setUpDataset, setUpDatasetFrom } from './setUpDataset';
import { showDatasetError } from './showError';
import { showMenu } from './showMenu';
import { nextSuspect, openSuspect, previousSuspect, showMoreSuspects } from './suspects';
import { toggleFlag } from './toggleFlag';

export const commandHandlers: CommandHandlers = {
  'influence.setUpDataset': setUpDataset,
  'influence.setUpDatasetFrom': setUpDatasetFrom,
  'influence.openSample': openSample,
  'influence.explainPrediction': explainPrediction,
  'influence.verifyPrediction': verifyPrediction,
  'influence.findSlice': findSlice,
  'influence.compareModels': compareModels,
  'influence.auditVulnerability': auditVulnerability,
  'influence.explainFile': explainFile,
  'influence.explainRow': explainRow,
  'influence.explainRecent': explainRecent,
  'influence.clearRecent': clearRecent,
  'influence.toggleFlag': toggleFlag,
  'influence.removeFlag': removeFlag,
  'influence.openFlag': openFlag,
  'influence.openFlagsFile': openFlagsFile,
  'influence.findMislabels': findMislabels,
  'influence.nextSuspect': nextSuspect,
  'influence.previousSuspect': previousSuspect,
  'influence.acceptSuggestion': acceptSuggestion,
  'influence.chooseLabel': chooseLabel,
  'influence.keepLabel': keepLabel,
  'influence.skipSuspect': skipSuspect,
  'influence.reopenSuspect': reopenSuspect,
  'influence.changeLabel': changeLabel,
  'influence.openSuspect': openSuspect,
  'influence.showMoreSuspects': showMoreSuspects,
  'influence.rankAgain': rankAgain,
  'influence.exportFixes': exportFixes,
  'influence.applyFixes': applyFixes,
  'influence.openDecisionsFile': openDecisionsFile,
  'influence.openRecord': openRecordCommand,
  'influence.openConfig': openConfig,
  'influence.openData': openData,
  'influence.chooseDataset': chooseDataset,
  'influence.chooseBackend': chooseBackend,
  'influence.refit': refit,
  'influence.stop': stop,
  'influence.clearCache': clearCache,
  'influence.showLog': showLog,
  'influence.showMenu': showMenu,
  'influence.showError': showDatasetError,
  'influence.restartEngine': restartEngine,
};
