{{- define "operator.name" -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{- define "operator.selector" -}}
app.kubernetes.io/name: azure-batch-operator
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "operator.labels" -}}
{{ include "operator.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}

{{- /* What the operator may do to the objects of the namespaces it looks after. */ -}}
{{- define "operator.rules" -}}
- apiGroups: [azbatch.io]
  resources: [customimages, batchpools]
  verbs: [get, list, watch, patch]
- apiGroups: [azbatch.io]
  resources: [customimages/status, batchpools/status]
  verbs: [patch]
- apiGroups: [""]
  resources: [secrets]
  verbs: [get]
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create]
{{- end -}}
