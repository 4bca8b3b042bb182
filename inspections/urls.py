"""Addresses of inspections and recommendations, and what officers do there."""

from django.urls import include, path

from inspections.views import following, history, inspections, recommendations, recording

one_inspection = [
    path("", inspections.inspection, name="inspection"),
    path("edit/", recording.inspection_edit, name="inspection_edit"),
    path("history/", history.inspection_history, name="inspection_history"),
    path("judgements/", recording.judgements_edit, name="judgements_edit"),
    path("findings/", recording.findings_edit, name="findings_edit"),
    path("recommendations/new/", recording.recommendation_new, name="recommendation_new"),
    path("papers/new/", recording.source_new, name="source_new"),
    path("papers/<int:paper>/remove/", recording.source_remove, name="source_remove"),
    path("considered/", following.inspection_considered, name="inspection_considered"),
]

one_recommendation = [
    path("", recommendations.recommendation, name="recommendation"),
    path("edit/", recording.recommendation_edit, name="recommendation_edit"),
    path("history/", history.recommendation_history, name="recommendation_history"),
    path("remove/", recording.recommendation_remove, name="recommendation_remove"),
    path("considered/", following.recommendation_considered, name="recommendation_considered"),
    path("updates/new/", following.update_new, name="update_new"),
]

urlpatterns = [
    path("inspections/", inspections.inspections, name="inspections"),
    path("inspections/new/", recording.inspection_new, name="inspection_new"),
    path("inspections/<int:pk>/", include(one_inspection)),
    path("recommendations/", recommendations.recommendations, name="recommendations"),
    path("recommendations/<slug:slug>/", include(one_recommendation)),
    path("considerations/new/<int:item>/", following.item_considers, name="item_considers"),
    path("considerations/<int:pk>/remove/", following.consideration_remove, name="consideration_remove"),
]
