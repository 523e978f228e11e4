import type { StudyUses } from '../datasets/catalogue/study-uses';

/** Which studies drew from which datasets, as the pages of datasets tell it. */
export const studyUses: StudyUses = {
  listStudyUses: (db, datasetId) =>
    db.all(
      `SELECT s.id AS "studyId", s.name, sd.behavior_version AS "behaviorVersion"
       FROM study_datasets sd JOIN studies s ON s.id = sd.study_id WHERE sd.dataset_id = ? ORDER BY s.id DESC`,
      datasetId,
    ),
  listUsedDatasets: async (db) => {
    const rows = await db.all<{ id: string }>('SELECT DISTINCT dataset_id AS id FROM study_datasets');
    return rows.map(({ id }) => id);
  },
};
