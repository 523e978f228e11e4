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
    const rows = await db.all<{ id: string }>(
      `SELECT dataset_id AS id FROM study_datasets
       UNION SELECT i.dataset_id AS id FROM studies s
       JOIN study_datasets sd ON sd.study_id = s.id
       JOIN study_items si ON si.study_dataset_id = sd.id AND si.is_gold = 1
       JOIN items i ON i.id = si.item_id
       WHERE s.gold_share > 0
       UNION SELECT i.dataset_id AS id FROM training_items ti JOIN items i ON i.id = ti.item_id`,
    );
    return rows.map(({ id }) => id);
  },
};
